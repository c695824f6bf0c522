-- Where access is given: how each target is reached. Secrets are not here, only the names of the environment variables or properties that hold them.
CREATE TABLE access_target (
  id          text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{1,49}$'),
  kind        text NOT NULL CHECK (kind IN ('LDAP', 'SCIM', 'CONNID', 'WEBHOOK', 'BY_HAND', 'LICENSE')),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  settings    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  enabled     boolean NOT NULL DEFAULT true,
  version     bigint NOT NULL DEFAULT 1,
  changed_at  timestamptz NOT NULL DEFAULT now(),
  changed_by  text NOT NULL
);
INSERT INTO access_target (id, kind, name, changed_by) VALUES
  ('directory', 'LDAP', 'Directory', 'system'),
  ('license-issuer', 'LICENSE', 'License issuer', 'system');

-- What was last heard of each target.
CREATE TABLE access_target_state (
  target           text PRIMARY KEY REFERENCES access_target ON DELETE CASCADE,
  last_success_at  timestamptz,
  last_trouble_at  timestamptz,
  last_trouble     text
);
