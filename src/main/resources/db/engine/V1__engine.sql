-- The embedded runtime. History and runtime are the same rows: an open row has no end, partial indexes serve the open ones.
-- Keys come from one sequence, taken in blocks of 1000. JSON is kept as text, byte for byte as it was given.

create sequence engine.key_block start with 2251799813 increment by 1;

create table engine.clock (
  id        int primary key check (id = 1),
  offset_ms bigint not null,
  pinned_at timestamptz
);
insert into engine.clock values (1, 0, null);

create table engine.purge_epoch (
  id    int primary key check (id = 1),
  epoch bigint not null
);
insert into engine.purge_epoch values (1, 0);

create table engine.deployment (
  key          bigint primary key,
  deployed_at  timestamptz not null
);

create table engine.process_definition (
  key              bigint primary key,
  process_id       text not null,
  version          int not null,
  version_tag      text,
  name             text,
  resource_name    text not null,
  checksum         text not null,
  xml              text not null,
  deployment_key   bigint not null,
  start_form_id    text,
  deployed_at      timestamptz not null,
  deleted          boolean not null default false,
  unique (process_id, version)
);

create table engine.decision_requirements (
  key                      bigint primary key,
  decision_requirements_id text not null,
  version                  int not null,
  name                     text not null,
  resource_name            text not null,
  checksum                 text not null,
  xml                      text not null,
  deployment_key           bigint not null,
  deployed_at              timestamptz not null,
  deleted                  boolean not null default false,
  unique (decision_requirements_id, version)
);

create table engine.decision_definition (
  key                       bigint primary key,
  decision_id               text not null,
  version                   int not null,
  version_tag               text,
  name                      text not null,
  decision_requirements_key bigint not null references engine.decision_requirements,
  decision_requirements_id  text not null,
  deployment_key            bigint not null,
  deleted                   boolean not null default false,
  unique (decision_id, version)
);
create index on engine.decision_definition (decision_requirements_key);

create table engine.form (
  key            bigint primary key,
  form_id        text not null,
  version        int not null,
  version_tag    text,
  resource_name  text not null,
  checksum       text not null,
  schema         text not null,
  deployment_key bigint not null,
  deployed_at    timestamptz not null,
  deleted        boolean not null default false,
  unique (form_id, version)
);

create table engine.resource (
  key            bigint primary key,
  resource_id    text not null,
  version        int not null,
  version_tag    text,
  resource_name  text not null,
  checksum       text not null,
  content        text not null,
  deployment_key bigint not null,
  deployed_at    timestamptz not null,
  deleted        boolean not null default false,
  unique (resource_id, version)
);

create table engine.process_instance (
  key                         bigint primary key,
  root_key                    bigint not null,
  parent_instance_key         bigint,
  parent_element_instance_key bigint,
  definition_key              bigint not null,
  process_id                  text not null,
  process_name                text,
  version                     int not null,
  version_tag                 text,
  business_id                 text,
  tags                        text[] not null,
  state                       text not null,
  start_date                  timestamptz not null,
  end_date                    timestamptz,
  -- the correlation key of the message that started it: no second instance of the process starts by it while this one is active
  start_correlation_key       text
) with (fillfactor = 80);
create index on engine.process_instance (root_key);
create index on engine.process_instance (parent_element_instance_key) where parent_element_instance_key is not null;
create index on engine.process_instance (process_id, start_correlation_key) where end_date is null and start_correlation_key is not null;
create index on engine.process_instance (definition_key) where end_date is null;
create index on engine.process_instance (start_date, key);
create index on engine.process_instance (business_id) where business_id is not null;

create table engine.element_instance (
  key                  bigint primary key,
  process_instance_key bigint not null,
  root_key             bigint not null,
  definition_key       bigint not null,
  process_id           text not null,
  -- the element instance around it; null for the process itself
  scope_key            bigint,
  -- the call activity instance that waits for this process; null but for called processes
  caller_key           bigint,
  -- itself, then its scopes outwards, the process instance last
  path                 bigint[] not null,
  -- the repetitions of parallel multi-instance bodies it is part of, the innermost first; that one alone again, 0 for none
  repetitions          bigint[] not null,
  repetition_key       bigint not null,
  element_id           text not null,
  element_name         text,
  type                 text not null,
  state                text not null,
  start_date           timestamptz not null,
  end_date             timestamptz,
  incident_key         bigint,
  -- runtime
  phase                text not null,
  loop_counter         int not null,
  mi_total             int not null,
  mi_completed         int not null,
  mi_terminated        int not null,
  mi_items             text,
  tokens               text,
  interrupted          boolean not null,
  compensates_for      bigint,
  -- until the scope has begun: the element it begins with, and what brought it there
  trigger              text
) with (fillfactor = 80);
create index on engine.element_instance (root_key, repetition_key) where end_date is null;
create index on engine.element_instance (process_instance_key, start_date, key);
create index on engine.element_instance (definition_key, element_id) where end_date is null;

create table engine.variable (
  key                  bigint primary key,
  scope_key            bigint not null,
  name                 text not null,
  value                text not null,
  process_instance_key bigint not null,
  root_key             bigint not null,
  unique (scope_key, name)
) with (fillfactor = 80);
create index on engine.variable (process_instance_key);

create table engine.sequence_flow (
  process_instance_key bigint not null,
  flow_id              text not null,
  root_key             bigint not null,
  definition_key       bigint not null,
  process_id           text not null,
  primary key (process_instance_key, flow_id)
);

create table engine.job (
  key                  bigint primary key,
  type                 text not null,
  kind                 text not null,
  listener_event_type  text not null,
  state                text not null,
  -- may be handed out (if available_at has passed); false when ended or waiting for an incident
  activatable          boolean not null,
  available_at         timestamptz not null,
  retries              int not null,
  worker               text not null,
  deadline             timestamptz,
  error_message        text,
  error_code           text,
  denied               boolean not null,
  denied_reason        text,
  custom_headers       text not null,
  element_id           text not null,
  element_instance_key bigint not null,
  process_instance_key bigint not null,
  root_key             bigint not null,
  definition_key       bigint not null,
  process_id           text not null,
  process_version      int not null,
  scope_path           bigint[] not null,
  tags                 text[] not null,
  creation_time        timestamptz not null,
  last_update_time     timestamptz not null,
  end_time             timestamptz
) with (fillfactor = 80);
create index on engine.job (type, key) where activatable;
create index on engine.job (available_at) where activatable;
create index on engine.job (element_instance_key);
create index on engine.job (process_instance_key);

create table engine.user_task (
  key                     bigint primary key,
  state                   text not null,
  name                    text,
  element_id              text not null,
  element_instance_key    bigint not null,
  process_instance_key    bigint not null,
  root_key                bigint not null,
  definition_key          bigint not null,
  process_id              text not null,
  process_name            text,
  process_version         int not null,
  scope_path              bigint[] not null,
  assignee                text,
  candidate_groups        text[] not null,
  candidate_users         text[] not null,
  due_date                timestamptz,
  follow_up_date          timestamptz,
  priority                int not null,
  form_key                bigint,
  external_form_reference text,
  custom_headers          text not null,
  tags                    text[] not null,
  creation_date           timestamptz not null,
  completion_date         timestamptz
) with (fillfactor = 80);
create index on engine.user_task (element_instance_key);
create index on engine.user_task (process_instance_key);
create index on engine.user_task (creation_date, key) where completion_date is null;
create index on engine.user_task (assignee) where completion_date is null;
create index on engine.user_task using gin (candidate_groups) where completion_date is null;

-- Only open timers: a timer that fired or was cancelled is deleted.
create table engine.timer (
  key                  bigint primary key,
  due                  timestamptz not null,
  -- fires left, this one included; -1 without end
  repetitions          int not null,
  cycle                text,
  -- the event that fires
  element_id           text not null,
  -- the instance that waits; null for a start event of the process
  element_instance_key bigint,
  process_instance_key bigint,
  root_key             bigint,
  definition_key       bigint not null,
  -- one that could not be fired waits, so that it does not stand before the others
  not_before           timestamptz
);
create index on engine.timer (due, key);
create index on engine.timer (element_instance_key);
create index on engine.timer (definition_key) where element_instance_key is null;

-- Buffered messages: a message is deleted when its time to live is over; without one it is never written.
create table engine.message (
  key             bigint primary key,
  name            text not null,
  correlation_key text not null,
  message_id      text,
  variables       text not null,
  published_at    timestamptz not null,
  expires_at      timestamptz not null
);
create index on engine.message (name, correlation_key, key);
create unique index message_id_unique on engine.message (name, correlation_key, message_id) where message_id is not null;
create index on engine.message (expires_at);

-- Which processes a buffered message has reached: each process id once.
create table engine.message_correlation (
  message_key bigint not null references engine.message on delete cascade,
  process_id  text not null,
  primary key (message_key, process_id)
);

create table engine.message_subscription (
  key                  bigint primary key,
  name                 text not null,
  correlation_key      text,
  state                text not null,
  -- the event that is reached; the instance that waits (for a boundary event its host, for an event sub-process its scope)
  element_id           text not null,
  element_instance_key bigint,
  process_instance_key bigint,
  root_key             bigint,
  definition_key       bigint not null,
  process_id           text not null,
  -- a start event of the latest version of a process
  start_event          boolean not null,
  last_updated         timestamptz not null
) with (fillfactor = 80);
create index on engine.message_subscription (name, correlation_key) where state = 'CREATED';
create index on engine.message_subscription (name) where start_event and state = 'CREATED';
create index on engine.message_subscription (process_id) where start_event and state = 'CREATED';
create index on engine.message_subscription (element_instance_key) where state = 'CREATED';
create index on engine.message_subscription (process_instance_key);
create index on engine.message_subscription (last_updated, key);

create table engine.correlated_message_subscription (
  message_key          bigint not null,
  subscription_key     bigint not null,
  message_name         text not null,
  correlation_key      text not null,
  correlation_time     timestamptz not null,
  element_id           text not null,
  element_instance_key bigint,
  process_instance_key bigint not null,
  root_key             bigint not null,
  definition_key       bigint not null,
  process_id           text not null,
  primary key (message_key, subscription_key)
);
create index on engine.correlated_message_subscription (process_instance_key);
create index on engine.correlated_message_subscription (correlation_time, subscription_key);

-- Only open ones.
create table engine.signal_subscription (
  key                  bigint primary key,
  name                 text not null,
  element_id           text not null,
  element_instance_key bigint,
  process_instance_key bigint,
  root_key             bigint,
  definition_key       bigint not null,
  process_id           text not null
);
create index on engine.signal_subscription (name);
create index on engine.signal_subscription (element_instance_key);

create table engine.incident (
  key                  bigint primary key,
  error_type           text not null,
  error_message        text not null,
  state                text not null,
  element_id           text not null,
  element_instance_key bigint not null,
  process_instance_key bigint not null,
  root_key             bigint not null,
  definition_key       bigint not null,
  process_id           text not null,
  job_key              bigint,
  -- everything it shows on: the element instance, its scopes, its process instance, the call activities and instances that called it
  path                 bigint[] not null,
  creation_time        timestamptz not null,
  resolved_time        timestamptz
);
create index on engine.incident using gin (path) where state = 'ACTIVE';
create index on engine.incident (process_instance_key);
create index on engine.incident (creation_time, key);
create index on engine.incident (root_key) where state = 'ACTIVE';

-- Completed activities that can still be compensated. A completed sub-process has a row without handler: what completed in it hangs below its key.
create table engine.compensation_subscription (
  key                  bigint primary key,
  root_key             bigint not null,
  process_instance_key bigint not null,
  scope_key            bigint not null,
  activity_id          text not null,
  activity_key         bigint not null,
  handler_id           text,
  variables            text not null
);
create index on engine.compensation_subscription (root_key);

-- One row per evaluated decision, the required ones included; key is <evaluation key>-<n>.
create table engine.decision_instance (
  key                       text primary key,
  evaluation_key            bigint not null,
  ordinal                   int not null,
  state                     text not null,
  evaluation_date           timestamptz not null,
  evaluation_failure        text,
  decision_definition_key   bigint not null,
  decision_id               text not null,
  decision_name             text not null,
  decision_version          int not null,
  decision_type             text not null,
  root_decision_key         bigint not null,
  decision_requirements_key bigint not null,
  process_definition_key    bigint,
  process_instance_key      bigint,
  root_key                  bigint,
  element_instance_key      bigint,
  result                    text not null,
  -- JSON arrays in the shape of the API: [{inputId,inputName,inputValue}], [{ruleId,ruleIndex,evaluatedOutputs:[...]}]
  evaluated_inputs          text not null,
  matched_rules             text not null
);
create index on engine.decision_instance (process_instance_key);
create index on engine.decision_instance (evaluation_date, evaluation_key, ordinal);

-- Signals on their way: at first one row, then one for each that waited at that moment, each delivered by a transaction of its own.
create table engine.pending_signal (
  key              bigint primary key,
  name             text not null,
  variables        text not null,
  -- who gets it; null until those who wait are known
  subscription_key bigint,
  due              timestamptz not null
);
create index on engine.pending_signal (due, key);
