-- What is still owed between a partner and the vendor; a case says what it belongs to, such as termination:7.
CREATE TABLE obligation (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  case_ref              text NOT NULL,
  kind                  text NOT NULL CHECK (kind IN ('FEE', 'CREDIT', 'MATERIAL')),
  -- Tells what the system added, so that it adds it once; null for what people added.
  origin                text,
  description           text NOT NULL,
  cents                 bigint CHECK (cents > 0),
  due_on                date,
  state                 text NOT NULL CHECK (state IN ('OPEN', 'SETTLED', 'WAIVED')),
  note                  text,
  created_by            text NOT NULL,
  created_at            timestamptz NOT NULL,
  ended_by              text,
  ended_at              timestamptz,
  CONSTRAINT obligation_material_has_no_amount CHECK (kind <> 'MATERIAL' OR cents IS NULL)
);
CREATE UNIQUE INDEX obligation_origin ON obligation (case_ref, origin) WHERE origin IS NOT NULL;
CREATE INDEX obligation_partner ON obligation (partner_id, id);
CREATE INDEX obligation_case ON obligation (case_ref, id);

CREATE TABLE settlement_statement (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  case_ref              text NOT NULL UNIQUE,
  state                 text NOT NULL CHECK (state IN ('DRAFT', 'ISSUED', 'DISPUTED', 'FINAL', 'CLOSED')),
  version               int NOT NULL DEFAULT 0,
  currency              text NOT NULL,
  issued_job            bigint,
  issued_at             timestamptz,
  dispute_until         timestamptz,
  owed_cents            bigint,
  document              bytea,
  answered_by           text,
  answered_at           timestamptz,
  dispute_reason        text,
  closed_at             timestamptz,
  outcome               text
);
CREATE INDEX settlement_statement_partner ON settlement_statement (partner_id, id);
