-- What was screened against: the files' hash tells one version of a list from another.
CREATE TABLE screening_list_version (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list                  text NOT NULL,
  sha256                text NOT NULL,
  source                text NOT NULL,
  files_changed_at      timestamptz NOT NULL,
  entries               int NOT NULL,
  names                 int NOT NULL,
  loaded_at             timestamptz NOT NULL,
  UNIQUE (list, sha256)
);

CREATE TABLE screening (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL,
  occasion              text NOT NULL CHECK (occasion IN ('APPLICATION', 'LIST_CHANGED', 'CONTACT_ADDED')),
  process_instance_key  bigint,
  list_version_id       bigint NOT NULL REFERENCES screening_list_version,
  country_risk          text NOT NULL CHECK (country_risk IN ('NONE', 'RESTRICTED', 'EMBARGOED')),
  country_reason        text,
  score                 int NOT NULL CHECK (score BETWEEN 0 AND 100),
  names_screened        int NOT NULL,
  screened_at           timestamptz NOT NULL
);
CREATE UNIQUE INDEX screening_of_process ON screening (process_instance_key, partner_id) WHERE occasion = 'APPLICATION';
CREATE UNIQUE INDEX screening_of_list ON screening (partner_id, list_version_id) WHERE occasion = 'LIST_CHANGED';
CREATE INDEX screening_of_partner ON screening (partner_id, id);

CREATE TABLE screening_hit (
  screening_id          bigint NOT NULL REFERENCES screening,
  position              int NOT NULL,
  subject               text NOT NULL,
  asked_name            text NOT NULL,
  list                  text NOT NULL,
  entry_id              text NOT NULL,
  name                  text NOT NULL,
  kind                  text NOT NULL,
  score                 int NOT NULL,
  reason                text NOT NULL,
  PRIMARY KEY (screening_id, position)
);

-- What compliance decides of a partner that exists already; until then it is granted nothing new.
CREATE TABLE screening_case (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL,
  -- The newest screening that it is about.
  screening_id          bigint NOT NULL REFERENCES screening,
  state                 text NOT NULL CHECK (state IN ('OPEN', 'CLEARED', 'CONFIRMED', 'ENDED')),
  opened_at             timestamptz NOT NULL,
  process_start_id      uuid,
  decided_why           text,
  closed_at             timestamptz
);
CREATE UNIQUE INDEX screening_case_open ON screening_case (partner_id) WHERE state = 'OPEN';
CREATE INDEX screening_case_partner ON screening_case (partner_id, id);
CREATE INDEX screening_case_screening ON screening_case (screening_id);
