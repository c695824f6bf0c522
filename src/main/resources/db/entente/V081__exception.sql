CREATE SEQUENCE exception_number START 1001;

-- Time-boxed deviations from the program. A row is never edited into another decision: an extension is a row of its own that names what it extends.
CREATE TABLE partner_exception (
  id                    text PRIMARY KEY DEFAULT 'E-' || nextval('exception_number'),
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL
                        CHECK (kind IN ('USAGE_CAP', 'MARKET', 'TRAINING_WAIVER', 'EARLY_ACCESS', 'PAYMENT_TERMS', 'GRACE')),
  scope                 text NOT NULL DEFAULT '',
  amount                int,
  days                  int NOT NULL CHECK (days > 0),
  reason                text NOT NULL,
  owner                 text NOT NULL,
  requested_by          text NOT NULL,
  requested_at          timestamptz NOT NULL,
  extends_id            text REFERENCES partner_exception,
  renewal               int NOT NULL DEFAULT 0,
  state                 text NOT NULL
                        CHECK (state IN ('REQUESTED', 'APPLYING', 'IN_FORCE', 'REVERTING', 'ENDED', 'REJECTED', 'WITHDRAWN', 'NOT_APPLIED')),
  starts_at             timestamptz,
  ends_at               timestamptz CHECK (ends_at > starts_at),
  ended_at              timestamptz,
  end_reason            text CHECK (end_reason IN ('EXPIRED', 'REVOKED', 'TERMINATED')),
  revoked_by            text,
  note                  text,
  process_start_id      uuid,
  CHECK ((state IN ('APPLYING', 'IN_FORCE', 'REVERTING', 'ENDED')) <= (starts_at IS NOT NULL))
);
CREATE INDEX partner_exception_partner ON partner_exception (partner_id, requested_at DESC);
CREATE INDEX partner_exception_newest ON partner_exception (requested_at DESC, id DESC);
CREATE INDEX partner_exception_ends ON partner_exception (ends_at) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX partner_exception_extension ON partner_exception (extends_id) WHERE state IN ('REQUESTED', 'APPLYING', 'IN_FORCE', 'REVERTING', 'ENDED');

-- What happened to each, for its page.
CREATE TABLE partner_exception_step (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  exception_id          text NOT NULL REFERENCES partner_exception,
  at                    timestamptz NOT NULL,
  actor                 text NOT NULL,
  step                  text NOT NULL,
  detail                text,
  process_instance_key  bigint
);
CREATE INDEX partner_exception_step_of ON partner_exception_step (exception_id, id);
