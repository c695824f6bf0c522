-- Approvals: what was asked for, by whom, and what it came to.
CREATE SEQUENCE approval_number START 10001;
CREATE TABLE approval (
  id                    text PRIMARY KEY DEFAULT 'A-' || nextval('approval_number'),
  process_instance_key  bigint NOT NULL UNIQUE,
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL,
  subject               text NOT NULL,
  requested_by          text NOT NULL,
  title                 text NOT NULL,
  digest                text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'ABANDONED')),
  opened_at             timestamptz NOT NULL,
  closed_at             timestamptz
);
CREATE INDEX approval_partner ON approval (partner_id, opened_at DESC);
CREATE INDEX approval_state ON approval (state, opened_at DESC);
CREATE INDEX approval_subject ON approval (kind, subject);
CREATE INDEX approval_requester ON approval (requested_by) WHERE state = 'PENDING';

-- Every version of the facts that somebody may have seen.
CREATE TABLE approval_facts (
  approval_id  text NOT NULL REFERENCES approval,
  digest       text NOT NULL,
  facts        jsonb NOT NULL,
  seen_at      timestamptz NOT NULL,
  PRIMARY KEY (approval_id, digest)
);

CREATE TABLE approval_level (
  approval_id   text NOT NULL REFERENCES approval,
  number        integer NOT NULL,
  mode          text NOT NULL CHECK (mode IN ('FIRST', 'ALL', 'N_OF_M', 'VETO')),
  needed        integer NOT NULL,
  working_days  integer NOT NULL,
  escalate_to   text[] NOT NULL,
  same_person   boolean NOT NULL,
  opened_at     timestamptz,
  PRIMARY KEY (approval_id, number)
);

-- groups: who may decide now; an escalation adds to them.
CREATE TABLE approval_seat (
  approval_id   text NOT NULL,
  level         integer NOT NULL,
  number        integer NOT NULL,
  group_name    text NOT NULL,
  groups        text[] NOT NULL,
  due_at        timestamptz,
  escalations   integer NOT NULL DEFAULT 0,
  escalated_at  timestamptz,
  silent_at     timestamptz,
  PRIMARY KEY (approval_id, level, number),
  FOREIGN KEY (approval_id, level) REFERENCES approval_level
);

-- Rows are never deleted: a decision on facts that changed is kept as stale. One job takes one decision, however often it runs.
CREATE TABLE approval_decision (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approval_id   text NOT NULL,
  level         integer NOT NULL,
  seat          integer NOT NULL,
  answer        text NOT NULL CHECK (answer IN ('APPROVE', 'REJECT')),
  reason        text,
  decided_by    text NOT NULL,
  decided_for   text,
  digest        text NOT NULL,
  decided_at    timestamptz NOT NULL,
  stale         boolean NOT NULL DEFAULT false,
  element_instance_key bigint NOT NULL UNIQUE,
  FOREIGN KEY (approval_id, level, seat) REFERENCES approval_seat
);
CREATE UNIQUE INDEX approval_decision_seat ON approval_decision (approval_id, level, seat) WHERE NOT stale;
CREATE UNIQUE INDEX approval_decision_person ON approval_decision (approval_id, level, decided_by) WHERE NOT stale;

CREATE TABLE approval_question (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approval_id   text NOT NULL,
  level         integer NOT NULL,
  seat          integer NOT NULL,
  question      text NOT NULL,
  asked_by      text NOT NULL,
  asked_for     text,
  asked_at      timestamptz NOT NULL,
  answer        text,
  answered_by   text,
  answered_at   timestamptz,
  element_instance_key bigint NOT NULL UNIQUE,
  FOREIGN KEY (approval_id, level, seat) REFERENCES approval_seat
);
CREATE INDEX approval_question_approval ON approval_question (approval_id, id);
