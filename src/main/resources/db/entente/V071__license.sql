CREATE TABLE license_key (
  id                    text PRIMARY KEY,
  public_jwk            text NOT NULL,
  first_used_at         timestamptz NOT NULL
);

CREATE TABLE license (
  id                    text PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  tier                  text NOT NULL,
  program_version       text NOT NULL,
  modules               text[] NOT NULL,
  markets               text[] NOT NULL,
  seats                 int,
  valid_from            timestamptz NOT NULL,
  valid_until           timestamptz NOT NULL,
  token                 text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
  revoked_at            timestamptz
);
CREATE UNIQUE INDEX license_active ON license (partner_id, tier) WHERE state = 'ACTIVE';
CREATE INDEX license_partner ON license (partner_id, valid_from);
CREATE INDEX license_revoked ON license (revoked_at, id) WHERE state = 'REVOKED';
