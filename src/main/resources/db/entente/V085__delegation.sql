-- The groups that somebody was last seen with: a delegation gives no more than its giver has, and ends when one of the two leaves.
CREATE TABLE member (
  name     text PRIMARY KEY,
  groups   text[] NOT NULL,
  auditor  boolean NOT NULL,
  -- whether the application had an account of this name: when it has none any more, the person is gone
  account  boolean NOT NULL DEFAULT false,
  seen_at  timestamptz NOT NULL
);

-- Who stands in for whom, and in what. Empty lists mean: in all of it.
CREATE TABLE delegation (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delegator   text NOT NULL,
  delegate    text NOT NULL CHECK (delegate <> delegator),
  starts_on   date NOT NULL,
  ends_on     date NOT NULL CHECK (ends_on >= starts_on),
  groups      text[] NOT NULL,
  processes   text[] NOT NULL,
  kinds       text[] NOT NULL,
  -- that the delegate was in when it was given
  delegate_groups text[] NOT NULL,
  reason      text NOT NULL,
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  ended_by    text
);
CREATE INDEX delegation_delegate ON delegation (delegate, ends_on) WHERE ended_at IS NULL;
CREATE INDEX delegation_delegator ON delegation (delegator, ends_on);
