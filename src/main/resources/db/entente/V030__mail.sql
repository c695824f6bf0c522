CREATE TABLE mail (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key                   text NOT NULL UNIQUE,
  template              text NOT NULL,
  recipient             text NOT NULL,
  model                 jsonb NOT NULL,
  subject_id            text,
  process_instance_key  bigint,
  element_id            text,
  state                 text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
  attempts              int NOT NULL DEFAULT 0,
  next_attempt_at       timestamptz NOT NULL,
  -- By the database's own clock: while it lasts, a sender may be at work.
  leased_until          timestamptz,
  -- Set right before the mail server is spoken to: what is not handed over was surely not sent.
  handed_over           boolean NOT NULL DEFAULT false,
  subject_line          text,
  html_body             text,
  text_body             text,
  error                 text,
  created_at            timestamptz NOT NULL,
  sent_at               timestamptz
);
CREATE INDEX mail_open ON mail (next_attempt_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX mail_of_subject ON mail (subject_id, id);
CREATE INDEX mail_of_recipient ON mail (lower(recipient), id);
CREATE INDEX mail_failed ON mail (id) WHERE state = 'FAILED';

CREATE TABLE mail_received (
  id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id            text NOT NULL,
  sender                text NOT NULL,
  recipient             text NOT NULL,
  message               bytea NOT NULL,
  copies                int NOT NULL DEFAULT 1,
  received_at           timestamptz NOT NULL DEFAULT now(),
  UNIQUE (message_id, recipient)
);
