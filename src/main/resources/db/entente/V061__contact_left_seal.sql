-- A contact who left the partner stays for the records, and counts nowhere any more; the address may come back as another contact.
ALTER TABLE contact ADD COLUMN left_at timestamptz;
DROP INDEX contact_email;
CREATE UNIQUE INDEX contact_email ON contact (partner_id, lower(email)) WHERE left_at IS NULL;

-- Certificates that ever sealed a document: what an old one sealed stays checkable after a new one has taken its place.
CREATE TABLE seal_certificate (
  sha256                text PRIMARY KEY,
  certificate           bytea NOT NULL,
  first_used_at         timestamptz NOT NULL
);
