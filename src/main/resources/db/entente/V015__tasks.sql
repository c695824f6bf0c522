-- What was said about a task by mail, each once.
CREATE TABLE task_notice (
  task_key              bigint PRIMARY KEY,
  process_instance_key  bigint NOT NULL,
  partner_id            text,
  created_at            timestamptz NOT NULL,
  due_at                timestamptz,
  remind_at             timestamptz,
  -- the due date was moved to a working day, and the engine has not heard of it
  to_reschedule         boolean NOT NULL DEFAULT false,
  reminded_at           timestamptz,
  escalated_at          timestamptz,
  ended_at              timestamptz
);
CREATE INDEX task_notice_created ON task_notice (created_at);
CREATE INDEX task_notice_to_remind ON task_notice (remind_at) WHERE reminded_at IS NULL AND ended_at IS NULL;
CREATE INDEX task_notice_to_reschedule ON task_notice (created_at) WHERE to_reschedule AND ended_at IS NULL;
CREATE INDEX task_notice_to_escalate ON task_notice (due_at) WHERE escalated_at IS NULL AND ended_at IS NULL;

-- A decision on its way to the engine: written before, settled with its fact for the trail after, so that a crash between the two loses neither.
CREATE TABLE task_decision (
  task_key              bigint PRIMARY KEY,
  process_instance_key  bigint NOT NULL,
  subject               text NOT NULL,
  element_id            text NOT NULL,
  decided_by            text NOT NULL,
  -- whom the person stood in for
  decided_for           text,
  variables             jsonb NOT NULL,
  decided_at            timestamptz NOT NULL,
  recorded              boolean NOT NULL DEFAULT false,
  -- the job that made something of it, where one has to ask
  used_by               bigint
);
CREATE INDEX task_decision_open ON task_decision (decided_at) WHERE NOT recorded;
CREATE INDEX task_decision_instance ON task_decision (process_instance_key);
