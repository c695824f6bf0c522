-- One look at one target, compared with the ledger, and what came of it.
CREATE TABLE reconciliation_run (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target            text NOT NULL,
  state             text NOT NULL CHECK (state IN ('RUNNING', 'DRY', 'HELD', 'APPLYING', 'DONE', 'FAILED', 'DISCARDED')),
  started_by        text NOT NULL,
  started_at        timestamptz NOT NULL,
  -- Advances while somebody works on it: what stands still for long was broken off.
  touched_at        timestamptz NOT NULL,
  ended_at          timestamptz,
  -- What the target showed, what the ledger says is there, how much of it is both, and what differs.
  listed            integer NOT NULL DEFAULT 0,
  recorded          integer NOT NULL DEFAULT 0,
  agreed            integer NOT NULL DEFAULT 0,
  orphans           integer NOT NULL DEFAULT 0,
  missing           integer NOT NULL DEFAULT 0,
  drifted           integer NOT NULL DEFAULT 0,
  late              integer NOT NULL DEFAULT 0,
  -- Why it was held, or failed.
  problem           text,
  release_asked_by  text,
  released_by       text,
  release_reason    text,
  discarded_by      text,
  CONSTRAINT reconciliation_run_four_eyes CHECK (released_by <> release_asked_by AND released_by <> started_by)
);
CREATE UNIQUE INDEX reconciliation_run_open ON reconciliation_run (target) WHERE state IN ('RUNNING', 'HELD', 'APPLYING');
CREATE INDEX reconciliation_run_target ON reconciliation_run (target, id);

-- What the target showed; only while its run compares, and not worth keeping after a crash.
CREATE UNLOGGED TABLE reconciliation_entry (
  run_id   bigint NOT NULL,
  partner  text NOT NULL,
  holder   text NOT NULL,
  role     text NOT NULL,
  name     text NOT NULL,
  -- There, but disabled.
  idle     boolean NOT NULL
);
CREATE INDEX reconciliation_entry_key ON reconciliation_entry (run_id, lower(holder), lower(role));

-- What differs between a target and the ledger, from the first time it was seen until it is gone.
CREATE TABLE access_finding (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target          text NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('ORPHAN', 'MISSING', 'DRIFTED', 'LATE_REVOKED', 'UNGRANTED', 'UNEXPECTED')),
  -- As the target writes it: whoever is behind it need not be a partner of ours.
  partner         text NOT NULL,
  holder          text NOT NULL,
  holder_name     text NOT NULL,
  role            text NOT NULL,
  grant_id        bigint REFERENCES access_grant,
  -- The target holds it, so that it can be taken away there.
  held            boolean NOT NULL,
  -- What exactly, as the end of a message key, and what is put into that message.
  detail          text NOT NULL,
  argument        text NOT NULL,
  -- The group that answers for it.
  owner           text NOT NULL,
  state           text NOT NULL CHECK (state IN ('OPEN', 'ACCEPTED', 'CLOSED')),
  stage           text NOT NULL CHECK (stage IN ('REPORTED', 'QUARANTINED', 'DISABLED', 'DELETED')),
  stage_since     timestamptz NOT NULL,
  first_seen      timestamptz NOT NULL,
  last_seen       timestamptz NOT NULL,
  accepted_until  date,
  accepted_by     text,
  -- The start of its process; null while nobody was asked.
  asked_as        uuid,
  closed_at       timestamptz,
  closed_why      text
);
CREATE UNIQUE INDEX access_finding_open ON access_finding (target, kind, lower(partner), lower(holder), lower(role)) WHERE state <> 'CLOSED';
CREATE INDEX access_finding_partner ON access_finding (lower(partner), id);
CREATE INDEX access_finding_asked ON access_finding (asked_as);
CREATE INDEX access_finding_state ON access_finding (state, target, id);

-- What a run changes, written down before anything is changed: a run that is held, or dry, shows exactly this.
CREATE TABLE reconciliation_change (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id       bigint NOT NULL REFERENCES reconciliation_run,
  action       text NOT NULL CHECK (action IN ('OPEN', 'CLOSE', 'ASK', 'DISABLE', 'DELETE')),
  finding_id   bigint REFERENCES access_finding,
  kind         text NOT NULL,
  -- Null for the one that the run is about.
  target       text,
  partner      text NOT NULL,
  holder       text NOT NULL,
  holder_name  text NOT NULL,
  role         text NOT NULL,
  grant_id     bigint REFERENCES access_grant,
  held         boolean NOT NULL,
  detail       text NOT NULL,
  argument     text NOT NULL,
  state        text NOT NULL DEFAULT 'PLANNED' CHECK (state IN ('PLANNED', 'DONE', 'SKIPPED', 'FAILED')),
  outcome      text
);
CREATE INDEX reconciliation_change_run ON reconciliation_change (run_id, id);
CREATE INDEX access_grant_recorded ON access_grant (target, lower(holder), lower(role));

-- What the owner of a finding has adopted: a right of that holder alone, until its end.
CREATE TABLE access_adoption (
  finding_id            bigint PRIMARY KEY REFERENCES access_finding,
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL CHECK (kind IN ('ACCOUNT', 'ENTITLEMENT')),
  entitlement           text NOT NULL,
  name                  text NOT NULL,
  target                text NOT NULL,
  role                  text NOT NULL,
  holder                text NOT NULL,
  holder_name           text NOT NULL,
  reason                text NOT NULL,
  owner                 text NOT NULL,
  ends_on               date NOT NULL,
  review_on             date,
  process_instance_key  bigint,
  ended                 boolean NOT NULL DEFAULT false
);
CREATE INDEX access_adoption_partner ON access_adoption (partner_id) WHERE NOT ended;
