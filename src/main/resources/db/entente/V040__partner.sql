CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE partner_number START 10001;

CREATE TABLE partner (
  id                    text PRIMARY KEY,
  legal_name            text NOT NULL,
  name_key              text NOT NULL,
  country               text NOT NULL,
  website               text,
  domain                text,
  registration_number   text,
  registration_key      text,
  stage                 text NOT NULL,
  stage_reason          text,
  stage_since           timestamptz NOT NULL,
  -- Compliance has to decide on a screening hit first: nothing new is granted meanwhile.
  grants_held           boolean NOT NULL DEFAULT false,
  -- So long the contacts of a terminated partner may fetch its papers in the portal.
  papers_until          timestamptz,
  requested_tier        text NOT NULL,
  tier                  text,
  program_version       text NOT NULL,
  requested_by          text NOT NULL,
  process_start_id      uuid,
  registered_at         timestamptz,
  duplicate_of          text,
  active_since          timestamptz,
  next_review_on        date,
  renewal_on            date,
  created_at            timestamptz NOT NULL,
  version               int NOT NULL DEFAULT 0,
  search_text           text NOT NULL GENERATED ALWAYS AS (
    lower(id || ' ' || legal_name || ' ' || name_key || ' ' || coalesce(domain, '') || ' ' || coalesce(registration_number, ''))) STORED
);
CREATE INDEX partner_search ON partner USING gin (search_text gin_trgm_ops);
CREATE INDEX partner_similar ON partner USING gin (name_key gin_trgm_ops);
CREATE INDEX partner_newest ON partner (created_at DESC, id DESC);
CREATE INDEX partner_stage ON partner (stage, created_at DESC, id DESC);
CREATE INDEX partner_tier ON partner (coalesce(tier, requested_tier), created_at DESC, id DESC);
CREATE INDEX partner_country ON partner (country, created_at DESC, id DESC);
CREATE INDEX partner_name_key ON partner (name_key);
CREATE INDEX partner_domain ON partner (domain) WHERE domain IS NOT NULL;
CREATE INDEX partner_registration ON partner (registration_key, country) WHERE registration_key IS NOT NULL;

CREATE TABLE contact (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  name                  text NOT NULL,
  email                 text NOT NULL,
  role                  text NOT NULL
);
CREATE UNIQUE INDEX contact_email ON contact (partner_id, lower(email));

CREATE TABLE partner_market (
  partner_id            text NOT NULL REFERENCES partner,
  market                text NOT NULL,
  PRIMARY KEY (partner_id, market)
);
CREATE INDEX partner_market_partners ON partner_market (market, partner_id);

-- A file of applications: shown first, worked off in the background once confirmed. Its rows are the result, and where to go on after a restart.
CREATE TABLE partner_import (
  id                    uuid PRIMARY KEY,
  file_name             text NOT NULL,
  created_by            text NOT NULL,
  created_at            timestamptz NOT NULL,
  state                 text NOT NULL CHECK (state IN ('PREVIEW', 'RUNNING', 'DONE', 'CANCELED')),
  finished_at           timestamptz
);
CREATE INDEX partner_import_running ON partner_import (created_at) WHERE state = 'RUNNING';
CREATE INDEX partner_import_newest ON partner_import (created_at DESC);

CREATE TABLE partner_import_row (
  import_id             uuid NOT NULL REFERENCES partner_import ON DELETE CASCADE,
  line                  int NOT NULL,
  application           jsonb NOT NULL,
  status                text NOT NULL CHECK (status IN ('GOOD', 'INVALID', 'DUPLICATE', 'ACCEPTED', 'CANCELED')),
  partner_id            text,
  message               text,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX partner_import_row_open ON partner_import_row (import_id, line) WHERE status = 'GOOD';
