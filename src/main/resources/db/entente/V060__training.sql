-- One learner and one course; planned by one activation of a process's planning step.
CREATE TABLE enrollment (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  contact_id            bigint NOT NULL REFERENCES contact,
  curriculum            text NOT NULL,
  course                text NOT NULL,
  program_version       text NOT NULL,
  -- the process that waits for it; null while a process of its own is about to take it up
  process_instance_key  bigint,
  planned_by            bigint NOT NULL,
  state                 text NOT NULL CHECK (state IN ('PLANNED', 'WAITING', 'SCORED', 'PASSED', 'FAILED', 'EXPIRED', 'CLOSED')),
  attempt               int NOT NULL DEFAULT 0,
  -- what a manager gave instead of the course's own time limit
  days                  int CHECK (days > 0),
  open_until            timestamptz,
  planned_at            timestamptz NOT NULL,
  closed_at             timestamptz,
  CONSTRAINT enrollment_planned_once UNIQUE (planned_by, contact_id, course)
);
CREATE INDEX enrollment_of_partner ON enrollment (partner_id, id);
CREATE INDEX enrollment_of_process ON enrollment (process_instance_key);
CREATE INDEX enrollment_open ON enrollment (contact_id, course) WHERE state IN ('PLANNED', 'WAITING', 'SCORED');

CREATE TABLE enrollment_attempt (
  enrollment_id         bigint NOT NULL REFERENCES enrollment,
  attempt               int NOT NULL,
  element_instance_key  bigint NOT NULL UNIQUE,
  started_at            timestamptz NOT NULL,
  score                 int CHECK (score BETWEEN 0 AND 100),
  completed_at          timestamptz,
  reported_by           text,
  -- the learning system's own name of the completion: the same report twice is one
  completion_id         text,
  PRIMARY KEY (enrollment_id, attempt)
);
CREATE INDEX enrollment_attempt_completion ON enrollment_attempt (completion_id) WHERE completion_id IS NOT NULL;

-- Scores that came when nobody waited for them any more: refused, but kept for whoever decides how to go on.
CREATE TABLE late_completion (
  enrollment_id         bigint NOT NULL REFERENCES enrollment,
  completion_id         text NOT NULL,
  score                 int NOT NULL CHECK (score BETWEEN 0 AND 100),
  reported_by           text NOT NULL,
  reported_at           timestamptz NOT NULL,
  PRIMARY KEY (enrollment_id, completion_id)
);

CREATE TABLE certificate (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code                  text NOT NULL UNIQUE,
  token                 text NOT NULL UNIQUE,
  enrollment_id         bigint NOT NULL CONSTRAINT certificate_once UNIQUE REFERENCES enrollment,
  partner_id            text NOT NULL REFERENCES partner,
  contact_id            bigint NOT NULL REFERENCES contact,
  holder_name           text NOT NULL,
  curriculum            text NOT NULL,
  course                text NOT NULL,
  course_name           text NOT NULL,
  score                 int NOT NULL,
  issued_on             date NOT NULL,
  expires_on            date NOT NULL,
  revoked_at            timestamptz,
  revoked_reason        text,
  lapsed_at             timestamptz,
  pdf                   bytea NOT NULL
);
CREATE INDEX certificate_of_partner ON certificate (partner_id, contact_id, course);
CREATE INDEX certificate_expiry ON certificate (expires_on) WHERE revoked_at IS NULL;
