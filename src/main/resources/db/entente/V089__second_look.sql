-- A revocation overtook a call to the target, which may yet arrive there: somebody looks again at this time.
ALTER TABLE access_grant ADD COLUMN look_again_at timestamptz;
CREATE INDEX access_grant_look_again ON access_grant (look_again_at) WHERE look_again_at IS NOT NULL;
CREATE INDEX access_grant_accounts ON access_grant (changed_at) WHERE kind = 'ACCOUNT' AND state = 'ACTIVE';
