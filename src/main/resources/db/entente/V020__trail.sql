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
  hash                  bytea,
  CONSTRAINT trail_sealed_whole CHECK (num_nonnulls(chain_position, previous_hash, hash) IN (0, 3))
);
CREATE INDEX trail_subject ON trail (subject, id);
CREATE INDEX trail_actor ON trail (actor, id);
CREATE INDEX trail_action ON trail (action, id);
CREATE INDEX trail_recorded ON trail (recorded_at);
CREATE INDEX trail_unsealed ON trail (id) WHERE hash IS NULL;

CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The trail is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION trail_seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NULL AND NEW.hash IS NOT NULL
    AND (NEW.id, NEW.subject, NEW.actor, NEW.action, NEW.details, NEW.recorded_at) = (OLD.id, OLD.subject, OLD.actor, OLD.action, OLD.details, OLD.recorded_at)
    AND NEW.process_instance_key IS NOT DISTINCT FROM OLD.process_instance_key
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The trail is append-only: UPDATE is refused' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION trail_insert_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.hash IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The trail is append-only: rows are sealed later' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER trail_insert BEFORE INSERT ON trail FOR EACH ROW EXECUTE FUNCTION trail_insert_unsealed();
CREATE TRIGGER trail_update BEFORE UPDATE ON trail FOR EACH ROW EXECUTE FUNCTION trail_seal_only();
CREATE TRIGGER trail_delete BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER trail_truncate BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();

-- The chain's head at a time, signed by the key that seals documents; certificate is its SHA-256.
CREATE TABLE trail_checkpoint (
  position              bigint PRIMARY KEY,
  hash                  bytea NOT NULL,
  signed_at             timestamptz NOT NULL,
  whole                 boolean NOT NULL,
  algorithm             text NOT NULL,
  signature             bytea NOT NULL,
  certificate           text NOT NULL
);
CREATE INDEX trail_checkpoint_whole ON trail_checkpoint (signed_at) WHERE whole;
CREATE TRIGGER trail_checkpoint_change BEFORE UPDATE OR DELETE ON trail_checkpoint FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER trail_checkpoint_truncate BEFORE TRUNCATE ON trail_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
