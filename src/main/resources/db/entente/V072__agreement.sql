CREATE SEQUENCE agreement_number START 1001;

CREATE TABLE agreement (
  id                    bigint PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  process_instance_key  bigint NOT NULL UNIQUE,
  program_version       text NOT NULL,
  tier                  text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('PREPARED', 'SIGNED', 'EXPIRED')),
  pdf                   bytea NOT NULL,
  sha256                text NOT NULL,
  signer_name           text NOT NULL,
  signer_email          text NOT NULL,
  prepared_at           timestamptz NOT NULL,
  sign_until            timestamptz NOT NULL,
  signed_at             timestamptz,
  signed_name           text,
  signed_title          text,
  signed_from           text,
  signed_with           text,
  expired_at            timestamptz,
  -- the document with the evidence of its signature, under the vendor's seal
  sealed_pdf            bytea,
  sealed_sha256         text
);
CREATE INDEX agreement_partner ON agreement (partner_id, id);

-- Links that were mailed: only their hashes. cause keeps a repeated job from mailing another one.
CREATE TABLE agreement_link (
  token_hash            bytea PRIMARY KEY,
  agreement_id          bigint NOT NULL REFERENCES agreement,
  purpose               text NOT NULL CHECK (purpose IN ('SIGN', 'COPY')),
  cause                 text NOT NULL,
  expires_at            timestamptz NOT NULL,
  UNIQUE (agreement_id, cause)
);
