CREATE SEQUENCE partner_number START 10001;

CREATE TABLE partner (
  id                    text PRIMARY KEY,
  legal_name            text NOT NULL,
  name_key              text NOT NULL,
  country               text NOT NULL,
  website               text,
  domain                text,
  registration_number   text,
  stage                 text NOT NULL,
  stage_reason          text,
  stage_since           timestamptz NOT NULL,
  requested_tier        text NOT NULL,
  tier                  text,
  program_version       text NOT NULL,
  requested_by          text NOT NULL,
  process_start_id      uuid,
  active_since          timestamptz,
  next_review_on        date,
  renewal_on            date,
  created_at            timestamptz NOT NULL,
  version               int NOT NULL DEFAULT 0
);

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
