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
