-- Every version that was ever in force, as written: what agreements are pinned to.
CREATE TABLE program_version (
  version               text PRIMARY KEY,
  content               text NOT NULL,
  loaded_at             timestamptz NOT NULL
);
