-- The ledger: one row per entitlement really given to one holder in one target. Rows are never deleted; a holder who gets access again gets a new row.
CREATE TABLE access_grant (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL CHECK (kind IN ('ACCOUNT', 'ENTITLEMENT', 'LICENSE')),
  entitlement           text NOT NULL,
  name                  text NOT NULL,
  target                text NOT NULL,
  role                  text NOT NULL,
  holder                text NOT NULL,
  holder_name           text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('REQUESTED', 'ACTIVE', 'REVOKING', 'REVOKED', 'FAILED')),
  external_id           text,
  evidence              text,
  failure               text,
  revoke_reason         text,
  process_instance_key  bigint NOT NULL,
  element_id            text NOT NULL,
  requested_at          timestamptz NOT NULL,
  granted_at            timestamptz,
  ended_at              timestamptz,
  changed_at            timestamptz NOT NULL,
  ends_on               date NOT NULL,
  -- The target may still hold something of a failed grant.
  leftover              boolean NOT NULL DEFAULT false,
  -- A later plan of the same process has taken a failure into account.
  answered              boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX access_grant_open ON access_grant (partner_id, entitlement, holder) WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING');
CREATE INDEX access_grant_partner ON access_grant (partner_id, id);
CREATE INDEX access_grant_target ON access_grant (target, state, id);
CREATE INDEX access_grant_instance ON access_grant (process_instance_key, id);
CREATE INDEX access_grant_unsettled ON access_grant (changed_at) WHERE state = 'REVOKING' OR leftover;
CREATE INDEX access_grant_held ON access_grant (partner_id) WHERE state IN ('REQUESTED', 'ACTIVE');

-- Entitlements that a process goes on without, by somebody's decision.
CREATE TABLE access_drop (
  process_instance_key  bigint NOT NULL,
  partner_id            text NOT NULL REFERENCES partner,
  entitlement           text NOT NULL,
  comment               text,
  dropped_at            timestamptz NOT NULL,
  PRIMARY KEY (process_instance_key, partner_id, entitlement)
);

-- A process that has revoked all access grants none any more, whatever was under way when it did.
CREATE TABLE access_stop (
  process_instance_key  bigint NOT NULL,
  partner_id            text NOT NULL REFERENCES partner,
  stopped_at            timestamptz NOT NULL,
  PRIMARY KEY (process_instance_key, partner_id)
);
