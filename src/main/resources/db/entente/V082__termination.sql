-- Access taken back at once, with the exact list of what to give again.
CREATE TABLE access_suspension (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  state                 text NOT NULL CHECK (state IN ('SUSPENDING', 'SUSPENDED', 'REINSTATING', 'REINSTATED', 'ENDED')),
  reason                text NOT NULL,
  stage_before          text NOT NULL,
  suspended_by          text NOT NULL,
  -- It lasts until both are done with it: the process that ordered it, and the person who ordered it beside the process.
  process_instance_key  bigint,
  kept_by               text,
  kept_why              text,
  suspended_at          timestamptz NOT NULL,
  -- When the last grant was seen to be gone.
  revoked_at            timestamptz,
  -- Four eyes: one asks, another reinstates.
  asked_by              text,
  asked_why             text,
  asked_at              timestamptz,
  reinstated_by         text,
  reinstated_at         timestamptz,
  restored_at           timestamptz,
  -- Who works on it keeps this in the database's future; the machine's time, not business time.
  leased_by             text,
  leased_until          timestamptz
);
CREATE UNIQUE INDEX access_suspension_open ON access_suspension (partner_id) WHERE state IN ('SUSPENDING', 'SUSPENDED', 'REINSTATING');
CREATE INDEX access_suspension_partner ON access_suspension (partner_id, id);
CREATE INDEX access_suspension_busy ON access_suspension (id) WHERE state IN ('SUSPENDING', 'REINSTATING');

CREATE TABLE access_suspension_item (
  id                    bigint GENERATED ALWAYS AS IDENTITY,
  suspension_id         bigint NOT NULL REFERENCES access_suspension,
  entitlement           text NOT NULL,
  holder                text NOT NULL,
  name                  text NOT NULL,
  holder_name           text NOT NULL,
  target                text NOT NULL,
  -- What was taken; null for what is given to who has joined since.
  grant_id              bigint REFERENCES access_grant,
  restore               text NOT NULL DEFAULT 'NOT_YET' CHECK (restore IN ('NOT_YET', 'RESTORED', 'REFUSED', 'NOT_DUE')),
  problem               text,
  PRIMARY KEY (suspension_id, entitlement, holder)
);

-- The end of a partnership, from the request to the proof.
CREATE TABLE termination_case (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  reason                text NOT NULL CHECK (reason IN ('CONVENIENCE', 'BREACH', 'INSOLVENCY', 'NON_RENEWAL', 'SANCTIONS')),
  gravity               text NOT NULL CHECK (gravity IN ('ORDINARY', 'GRAVE')),
  explanation           text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('REQUESTED', 'NOTICE', 'UNWINDING', 'CLOSED', 'REJECTED', 'CURED', 'WITHDRAWN')),
  stage_before          text NOT NULL,
  requested_by          text NOT NULL,
  requested_at          timestamptz NOT NULL,
  process_start_id      uuid,
  notice_days           int,
  cure_days             int,
  wind_down_days        int,
  suspend_at_once       boolean,
  clawback              boolean,
  approval_id           text,
  noticed_at            timestamptz,
  notice_ends_at        timestamptz,
  cure_until            timestamptz,
  -- Decided with the row locked; the process follows, whatever it is about to do.
  call_off_as           text CHECK (call_off_as IN ('CURED', 'WITHDRAWN')),
  called_off_by         text,
  called_off_why        text,
  unwind_began_at       timestamptz,
  wind_down_until       timestamptz,
  proven_at             timestamptz,
  closed_at             timestamptz,
  code                  text UNIQUE,
  document              bytea
);
CREATE UNIQUE INDEX termination_case_open ON termination_case (partner_id) WHERE state IN ('REQUESTED', 'NOTICE', 'UNWINDING');
CREATE INDEX termination_case_partner ON termination_case (partner_id, id);
CREATE INDEX termination_case_state ON termination_case (state, id);

-- Which other processes were told to stop, in which round.
CREATE TABLE termination_stop (
  case_id               bigint NOT NULL REFERENCES termination_case,
  process_instance_key  bigint NOT NULL,
  process_id            text NOT NULL,
  told_round            int NOT NULL,
  told_at               timestamptz NOT NULL,
  canceled_at           timestamptz,
  PRIMARY KEY (case_id, process_instance_key)
);

-- Every attempt to prove that nothing is left, one row for each thing that was asked.
CREATE TABLE termination_proof (
  case_id               bigint NOT NULL REFERENCES termination_case,
  attempt               int NOT NULL,
  asked                 text NOT NULL,
  clean                 boolean NOT NULL,
  found                 int NOT NULL,
  detail                text NOT NULL,
  proved_at             timestamptz NOT NULL,
  PRIMARY KEY (case_id, attempt, asked)
);

-- What the latest attempt found.
CREATE TABLE termination_leftover (
  case_id               bigint NOT NULL REFERENCES termination_case,
  seq                   int NOT NULL,
  target                text NOT NULL,
  holder                text NOT NULL,
  holder_name           text NOT NULL,
  role                  text NOT NULL,
  what                  text NOT NULL,
  since                 timestamptz NOT NULL,
  owner                 text NOT NULL,
  PRIMARY KEY (case_id, seq)
);

-- Certificates of return and destruction that the partner owes.
CREATE TABLE termination_certificate (
  case_id               bigint NOT NULL REFERENCES termination_case,
  kind                  text NOT NULL,
  obligation_id         bigint NOT NULL,
  what                  text NOT NULL,
  evidence_request_id   text,
  outcome               text CHECK (outcome IN ('ACCEPTED', 'WAIVED')),
  note                  text,
  settled_at            timestamptz,
  PRIMARY KEY (case_id, kind)
);

CREATE TABLE termination_lesson (
  case_id               bigint PRIMARY KEY REFERENCES termination_case,
  cause                 text NOT NULL,
  again                 text NOT NULL,
  went_well             text NOT NULL,
  to_change             text NOT NULL,
  early_signs           text NOT NULL,
  recorded_at           timestamptz NOT NULL,
  words                 tsvector GENERATED ALWAYS AS (to_tsvector('english', went_well || ' ' || to_change || ' ' || early_signs)) STORED
);
CREATE INDEX termination_lesson_words ON termination_lesson USING gin (words);

-- What end customers may go on using after the end; exempt by name from the proof.
CREATE TABLE termination_wind_down (
  case_id               bigint NOT NULL REFERENCES termination_case,
  license_id            text NOT NULL,
  replaces              text NOT NULL,
  until                 timestamptz NOT NULL,
  ended_at              timestamptz,
  PRIMARY KEY (case_id, license_id)
);
