-- Links that let a contact in: only their hashes, a quarter of an hour, once.
CREATE TABLE portal_link (
  token_hash            bytea PRIMARY KEY,
  contact_id            bigint NOT NULL REFERENCES contact ON DELETE CASCADE,
  sent_by               text NOT NULL,
  created_at            timestamptz NOT NULL,
  expires_at            timestamptz NOT NULL,
  used_at               timestamptz
);
CREATE INDEX portal_link_of_contact ON portal_link (contact_id, created_at);

-- What a browser's cookie stands for: it is looked at with each request, so that an ended one is over at once, on every node.
CREATE TABLE portal_session (
  id                    uuid PRIMARY KEY,
  contact_id            bigint NOT NULL REFERENCES contact ON DELETE CASCADE,
  partner_id            text NOT NULL REFERENCES partner,
  signed_in_at          timestamptz NOT NULL,
  last_seen_at          timestamptz NOT NULL,
  expires_at            timestamptz NOT NULL,
  ended_at              timestamptz,
  ended_by              text,
  CONSTRAINT portal_session_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX portal_session_of_partner ON portal_session (partner_id, signed_in_at DESC);

CREATE INDEX contact_by_email ON contact (lower(email)) WHERE left_at IS NULL;
