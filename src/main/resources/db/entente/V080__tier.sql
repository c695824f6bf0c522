-- What is measured of a partner, once for each source and period; a value that is reported again replaces the one before, which the trail keeps.
CREATE TABLE tier_metric (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  metric                text NOT NULL,
  source                text NOT NULL,
  period                text NOT NULL,
  from_day              date NOT NULL,
  to_day                date NOT NULL CHECK (to_day >= from_day),
  number                numeric(18, 2),
  day                   date,
  recorded_at           timestamptz NOT NULL,
  recorded_by           text NOT NULL,
  CHECK (num_nonnulls(number, day) = 1),
  CONSTRAINT tier_metric_once UNIQUE (partner_id, metric, source, period)
);
CREATE INDEX tier_metric_newest ON tier_metric (partner_id, to_day DESC, id DESC);

CREATE TABLE tier_review (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id            text NOT NULL REFERENCES partner,
  process_instance_key  bigint NOT NULL UNIQUE,
  occasion              text NOT NULL CHECK (occasion IN ('HAND', 'QUARTER', 'MILESTONE')),
  requested_by          text NOT NULL,
  outcome               text,
  opened_at             timestamptz NOT NULL,
  closed_at             timestamptz,
  cure_until            timestamptz,
  -- When it was last said that the bars are met again; said anew only after a while.
  recovery_said_at      timestamptz,
  wind_down_until       timestamptz,
  -- Who was there when it began: whoever joins later has no part in it.
  wind_down_contacts    bigint[] NOT NULL DEFAULT '{}',
  wound_down_at         timestamptz,
  CHECK ((outcome IS NULL) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX tier_review_one_open ON tier_review (partner_id) WHERE outcome IS NULL;
CREATE INDEX tier_review_partner ON tier_review (partner_id, id DESC);
CREATE INDEX tier_review_outcome ON tier_review (coalesce(outcome, 'OPEN'), id DESC);
CREATE INDEX tier_review_cure ON tier_review (id) WHERE outcome IS NULL AND cure_until IS NOT NULL;

-- A verdict with all that it stands on. Never changed: it is judged again from these columns.
CREATE TABLE tier_verdict (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review_id             bigint NOT NULL REFERENCES tier_review,
  partner_id            text NOT NULL REFERENCES partner,
  element_instance_key  bigint NOT NULL CONSTRAINT tier_verdict_once UNIQUE,
  judged_at             timestamptz NOT NULL,
  verdict               text NOT NULL CHECK (verdict IN ('PROMOTE', 'KEEP', 'DEMOTE')),
  reason                text NOT NULL,
  from_tier             text NOT NULL,
  to_tier               text NOT NULL,
  facts                 jsonb NOT NULL,
  assessment            jsonb NOT NULL,
  program_version       text NOT NULL,
  decision_id           text NOT NULL,
  decision_key          bigint NOT NULL,
  decision_version      int NOT NULL
);
CREATE INDEX tier_verdict_partner ON tier_verdict (partner_id, id DESC);
CREATE INDEX tier_verdict_review ON tier_verdict (review_id, id DESC);

-- How far a quarterly round has come.
CREATE TABLE tier_round (
  process_instance_key  bigint PRIMARY KEY,
  last_partner          text NOT NULL,
  started               int NOT NULL
);
