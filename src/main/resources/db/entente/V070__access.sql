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
  -- What the target calls an account for good, however it is renamed, moved or labeled.
  stable_id             text,
  evidence              text,
  failure               text,
  revoke_reason         text,
  process_instance_key  bigint NOT NULL,
  element_id            text NOT NULL,
  requested_at          timestamptz NOT NULL,
  granted_at            timestamptz,
  ended_at              timestamptz,
  changed_at            timestamptz NOT NULL,
  -- No grant is for ever: each ends, within five years of the day on which that was decided, and has somebody who answers for it.
  terms_at              timestamptz NOT NULL,
  ends_on               date NOT NULL,
  review_on             date,
  reason                text NOT NULL CHECK (reason <> ''),
  -- A user or a group.
  owner                 text NOT NULL CHECK (owner <> ''),
  -- The owner was told that the end is near.
  noticed_at            timestamptz,
  -- The owner was told that a review is due.
  review_asked_at       timestamptz,
  -- The target may still hold something of a failed grant.
  leftover              boolean NOT NULL DEFAULT false,
  -- A later plan of the same process has taken a failure into account.
  answered              boolean NOT NULL DEFAULT false,
  CONSTRAINT access_grant_ends CHECK (ends_on >= (terms_at AT TIME ZONE 'UTC')::date
    AND ends_on <= (terms_at AT TIME ZONE 'UTC')::date + 5 * 366),
  CONSTRAINT access_grant_reviewed CHECK (review_on <= ends_on)
);
CREATE UNIQUE INDEX access_grant_open ON access_grant (partner_id, entitlement, lower(holder)) WHERE state IN ('REQUESTED', 'ACTIVE', 'REVOKING');
CREATE INDEX access_grant_partner ON access_grant (partner_id, id);
CREATE INDEX access_grant_target ON access_grant (target, state, id);
CREATE INDEX access_grant_instance ON access_grant (process_instance_key, id);
CREATE INDEX access_grant_unsettled ON access_grant (changed_at) WHERE state = 'REVOKING' OR leftover;
CREATE INDEX access_grant_ends ON access_grant (ends_on, id) WHERE state = 'ACTIVE';
CREATE INDEX access_grant_review ON access_grant (review_on) WHERE state = 'ACTIVE' AND review_on IS NOT NULL;
CREATE INDEX access_grant_held ON access_grant (partner_id) WHERE state IN ('REQUESTED', 'ACTIVE');

-- Every step of every grant, written with the change it tells of. Only a step repeated for want of an answer is counted instead of written again.
CREATE TABLE access_journal (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grant_id              bigint NOT NULL REFERENCES access_grant,
  step                  text NOT NULL,
  at                    timestamptz NOT NULL,
  times                 integer NOT NULL DEFAULT 1,
  last_at               timestamptz NOT NULL,
  process_instance_key  bigint,
  element_id            text,
  actor                 text NOT NULL,
  detail                text
);
CREATE INDEX access_journal_grant ON access_journal (grant_id, id);

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
