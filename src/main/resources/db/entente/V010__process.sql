CREATE TABLE process_outbox (
  id                    uuid PRIMARY KEY,
  seq                   bigint GENERATED ALWAYS AS IDENTITY,
  kind                  text NOT NULL CHECK (kind IN ('START', 'MESSAGE')),
  name                  text NOT NULL,
  correlation_key       text NOT NULL,
  variables             jsonb NOT NULL,
  -- whether a message waits for whoever asks for it later
  buffered              boolean NOT NULL DEFAULT true,
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
CREATE INDEX process_outbox_instance ON process_outbox (process_instance_key) WHERE process_instance_key IS NOT NULL;
CREATE INDEX process_outbox_failed ON process_outbox (seq) WHERE state = 'FAILED';

-- What was shipped last to which engine.
CREATE TABLE process_shipped (
  target                text PRIMARY KEY,
  checksum              text NOT NULL,
  deployed_at           timestamptz NOT NULL DEFAULT now()
);

-- The files as they are deployed now, shipped or changed: forms and decisions are bound to the deployment of their process, so a changed file is
-- deployed together with the others.
CREATE TABLE process_file (
  name                  text PRIMARY KEY,
  content               bytea NOT NULL,
  changed_by            text NOT NULL,
  changed_at            timestamptz NOT NULL
);

-- A file that was refused, kept to show what is wrong with it at its elements.
CREATE TABLE process_refused_file (
  id                    uuid PRIMARY KEY,
  name                  text NOT NULL,
  content               text NOT NULL,
  findings              jsonb NOT NULL,
  uploaded_by           text NOT NULL,
  uploaded_at           timestamptz NOT NULL
);
