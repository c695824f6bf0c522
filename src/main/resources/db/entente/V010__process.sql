CREATE TABLE process_outbox (
  id                    uuid PRIMARY KEY,
  seq                   bigint GENERATED ALWAYS AS IDENTITY,
  kind                  text NOT NULL CHECK (kind IN ('START', 'MESSAGE')),
  name                  text NOT NULL,
  correlation_key       text NOT NULL,
  variables             jsonb NOT NULL,
  state                 text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
  process_instance_key  bigint,
  attempts              int NOT NULL DEFAULT 0,
  next_attempt_at       timestamptz NOT NULL DEFAULT now(),
  error                 text,
  created_at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX process_outbox_open ON process_outbox (next_attempt_at, seq) WHERE state IN ('WAITING', 'SENDING');
-- Finds what a row has to wait for: the unsent ones before it with the same key.
CREATE INDEX process_outbox_unsent ON process_outbox (correlation_key, seq) WHERE state <> 'SENT';
CREATE INDEX process_outbox_failed ON process_outbox (seq) WHERE state = 'FAILED';

-- What was shipped last to which engine.
CREATE TABLE process_shipped (
  target                text PRIMARY KEY,
  checksum              text NOT NULL,
  deployed_at           timestamptz NOT NULL DEFAULT now()
);
