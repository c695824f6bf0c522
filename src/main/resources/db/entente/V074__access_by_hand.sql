-- Work that people do in targets that no machine can change: the latest row of an access says what that target holds. Rows are never deleted.
CREATE TABLE access_work (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target                text NOT NULL,
  direction             text NOT NULL CHECK (direction IN ('GRANT', 'REVOKE')),
  partner_id            text NOT NULL REFERENCES partner,
  holder                text NOT NULL,
  holder_name           text NOT NULL,
  role                  text NOT NULL,
  instructions          text NOT NULL,
  proof_required        boolean NOT NULL,
  state                 text NOT NULL CHECK (state IN ('OPEN', 'DONE', 'REFUSED', 'WITHDRAWN')),
  -- A refusal is told to the ledger once; who asks again asks people again.
  told                  boolean NOT NULL DEFAULT false,
  comment               text,
  process_instance_key  bigint,
  opened_at             timestamptz NOT NULL,
  ended_at              timestamptz
);
CREATE UNIQUE INDEX access_work_open ON access_work (target, partner_id, holder, role) WHERE state = 'OPEN';
CREATE INDEX access_work_latest ON access_work (target, partner_id, holder, role, id DESC);
CREATE INDEX access_work_partner ON access_work (partner_id, id DESC);

-- What proves that it was done; the files are kept by the evidence.
CREATE TABLE access_work_file (
  work_id  bigint NOT NULL REFERENCES access_work,
  file_id  uuid NOT NULL,
  PRIMARY KEY (work_id, file_id)
);
