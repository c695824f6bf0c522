CREATE TABLE license_key (
  id                    text PRIMARY KEY,
  public_jwk            text NOT NULL,
  first_used_at         timestamptz NOT NULL
);

CREATE TABLE license (
  id                    text PRIMARY KEY,
  -- In the order of issuing.
  number                bigint GENERATED ALWAYS AS IDENTITY,
  partner_id            text NOT NULL REFERENCES partner,
  tier                  text NOT NULL,
  program_version       text NOT NULL,
  modules               text[] NOT NULL,
  markets               text[] NOT NULL,
  seats                 int,
  valid_from            timestamptz NOT NULL,
  -- Without grace.
  term_end              timestamptz NOT NULL,
  valid_until           timestamptz NOT NULL,
  -- What exceptions add on top, each with an end of its own: [{"kind", "value", "from", "until"}].
  extras                jsonb NOT NULL DEFAULT '[]',
  token                 text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('ACTIVE', 'WIND_DOWN', 'REVOKED')),
  revoked_at            timestamptz,
  -- Why it was issued and in the place of which one, and why it was revoked.
  cause                 text NOT NULL CHECK (cause IN ('FIRST', 'TIER_CHANGED', 'TERMS_CHANGED', 'GIVEN_AGAIN', 'WIND_DOWN')),
  replaces              text REFERENCES license,
  ended_for             text CHECK (ended_for IN ('REPLACED', 'UNDONE', 'TAKEN_AWAY')),
  CHECK ((state = 'REVOKED') = (ended_for IS NOT NULL))
);
-- A partner has one license at a time.
CREATE UNIQUE INDEX license_active ON license (partner_id) WHERE state = 'ACTIVE';
CREATE INDEX license_partner ON license (partner_id, number);
CREATE INDEX license_revoked ON license (revoked_at, id) WHERE state = 'REVOKED';

-- What an exception adds to the licenses of a partner. Rows are never deleted: an override that was ended early keeps the time it was ended at.
CREATE TABLE license_override (
  exception_id          text NOT NULL,
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL CHECK (kind IN ('SEATS', 'MARKET', 'MODULE', 'END')),
  value                 text NOT NULL,
  starts_at             timestamptz NOT NULL,
  ends_at               timestamptz NOT NULL CHECK (ends_at > starts_at),
  ended_at              timestamptz,
  PRIMARY KEY (exception_id, kind, value)
);
CREATE INDEX license_override_partner ON license_override (partner_id, ends_at);
