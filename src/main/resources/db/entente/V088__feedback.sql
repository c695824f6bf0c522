CREATE TABLE feedback (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  contact_id            bigint NOT NULL,
  topic                 text NOT NULL CHECK (topic IN ('PROGRAM', 'TRAINING', 'LICENSES', 'PORTAL', 'PEOPLE', 'OTHER')),
  content               text NOT NULL,
  given_at              timestamptz NOT NULL,
  answer                text,
  answered_by           text,
  answered_at           timestamptz,
  CONSTRAINT feedback_answered_whole CHECK (num_nonnulls(answer, answered_by, answered_at) IN (0, 3))
);
CREATE INDEX feedback_of_partner ON feedback (partner_id, id DESC);
CREATE INDEX feedback_open ON feedback (id) WHERE answered_at IS NULL;
