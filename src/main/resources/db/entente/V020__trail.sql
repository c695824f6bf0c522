-- details is text, not jsonb: the hash covers the very characters that were written.
CREATE TABLE trail (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject               text NOT NULL,
  actor                 text NOT NULL,
  action                text NOT NULL,
  details               text NOT NULL,
  process_instance_key  bigint,
  recorded_at           timestamptz NOT NULL,
  chain_position        bigint UNIQUE,
  previous_hash         bytea,
  hash                  bytea
);
CREATE INDEX trail_subject ON trail (subject, id);
CREATE INDEX trail_unsealed ON trail (id) WHERE hash IS NULL;
