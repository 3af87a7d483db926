-- Runs of plans, in the order of number. A process that works on one says so in beat_at, by the clock of this database; when it is
-- silent, another one takes the run over, and term is one more. asked is what a person wants of it between two phases. Of an
-- environment one plan is carried out at a time.
CREATE TABLE run (
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id              uuid PRIMARY KEY,
  plan            uuid NOT NULL,
  comparison      text COLLATE "C" NOT NULL,
  source          text COLLATE "C" NOT NULL,
  target          text COLLATE "C" NOT NULL,
  started_at      timestamptz NOT NULL,
  started_by      text NOT NULL,
  token           text NOT NULL,
  idempotency_key text,
  state           text NOT NULL CHECK (state IN ('running', 'held', 'verified', 'unverified', 'failed', 'cancelled')),
  phase           text,
  asked           text CHECK (asked IN ('hold', 'cancel')),
  backup          uuid,
  message         text,
  finished_at     timestamptz,
  term            integer NOT NULL DEFAULT 1,
  beat_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (token, idempotency_key),
  CHECK ((finished_at IS NULL) = (state IN ('running', 'held')))
);
CREATE UNIQUE INDEX run_of_target ON run (target) WHERE finished_at IS NULL;
CREATE INDEX run_of_plan ON run (plan);

-- The journal: what a run did, in the order of id. Rows are only added, each before or after what it says.
CREATE TABLE run_event (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run     uuid NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  at      timestamptz NOT NULL,
  phase   text NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('begun', 'ended', 'failed', 'note')),
  message text NOT NULL
);
CREATE INDEX run_event_of_run ON run_event (run, id);

-- A plan that is being carried out is open: no other plan of its comparison is made meanwhile.
ALTER TABLE plan DROP CONSTRAINT plan_state_check, ADD CONSTRAINT plan_state_check CHECK (state IN ('planning', 'refused', 'waiting',
  'approved', 'rejected', 'withdrawn', 'voided', 'expired', 'failed', 'running', 'applied', 'not_applied'));
DROP INDEX plan_open;
CREATE UNIQUE INDEX plan_open ON plan (comparison) WHERE state IN ('planning', 'waiting', 'approved', 'running');
DROP INDEX plan_ended;
CREATE INDEX plan_ended ON plan (changed_at) WHERE state NOT IN ('planning', 'waiting', 'approved', 'running');
ALTER TABLE plan_event DROP CONSTRAINT plan_event_kind_check, ADD CONSTRAINT plan_event_kind_check CHECK (kind IN ('waiting', 'approved',
  'rejected', 'withdrawn', 'voided', 'expires_soon', 'expired', 'running', 'applied', 'not_applied'));
