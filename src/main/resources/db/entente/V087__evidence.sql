CREATE TABLE evidence_file (
  id                    uuid PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  name                  text NOT NULL,
  media_type            text NOT NULL,
  size                  int NOT NULL,
  sha256                text NOT NULL,
  content               bytea NOT NULL,
  stored_by             text NOT NULL,
  stored_at             timestamptz NOT NULL
);
CREATE INDEX evidence_file_of_partner ON evidence_file (partner_id, stored_at);

-- What a process asks a partner to prove; one per activation of the step that asks.
CREATE TABLE evidence_request (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  kind                  text NOT NULL CHECK (kind IN ('RETURN_CERTIFICATE', 'DESTRUCTION_CERTIFICATE', 'AUDIT_EVIDENCE', 'OTHER')),
  title_key             text NOT NULL,
  instructions          text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('OPEN', 'SUBMITTED', 'WITHDRAWN')),
  process_instance_key  bigint NOT NULL,
  element_instance_key  bigint NOT NULL CONSTRAINT evidence_request_once UNIQUE,
  requested_at          timestamptz NOT NULL,
  due_at                timestamptz NOT NULL,
  submitted_at          timestamptz,
  submitted_by          bigint,
  signed_name           text,
  declaration           text,
  note                  text,
  withdrawn_at          timestamptz,
  CONSTRAINT evidence_request_answered CHECK ((state = 'SUBMITTED') = (submitted_at IS NOT NULL))
);
CREATE INDEX evidence_request_of_partner ON evidence_request (partner_id, id DESC);

CREATE TABLE evidence_request_file (
  request_id            bigint NOT NULL REFERENCES evidence_request,
  file_id               uuid NOT NULL REFERENCES evidence_file,
  PRIMARY KEY (request_id, file_id)
);
