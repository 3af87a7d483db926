-- Deployments that somebody reported, in the order of number. idempotency_key is what the client sent to repeat a request safely.
-- poll and scan are those that were made for it; they may have been pruned. after_event is the last event of a finding before
-- it, last_event the last one when it ended. A process that follows it says so in followed_at, by the clock of this database;
-- when it is silent, another one takes the deployment over, and term is one more.
CREATE TABLE deployment (
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id              uuid PRIMARY KEY,
  environment     text COLLATE "C" NOT NULL,
  requested_at    timestamptz NOT NULL,
  requested_by    text NOT NULL,
  revision        text,
  note            text,
  url             text,
  idempotency_key text,
  state           text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  poll            uuid,
  scan            uuid,
  message         text,
  finished_at     timestamptz,
  after_event     bigint NOT NULL,
  last_event      bigint,
  term            integer NOT NULL DEFAULT 1,
  followed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (environment, requested_by, idempotency_key),
  CHECK ((state = 'running') = (finished_at IS NULL)),
  CHECK ((state = 'running') = (last_event IS NULL))
);
CREATE INDEX deployment_of_environment ON deployment (environment, number);
CREATE INDEX deployment_running ON deployment (followed_at) WHERE state = 'running';
