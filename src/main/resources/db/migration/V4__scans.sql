-- Which acknowledgements have lapsed is asked every few seconds.
CREATE INDEX finding_acknowledged_until ON finding (acknowledged_until) WHERE acknowledged_until IS NOT NULL;

-- What scans remember. What is kept how long: docs/store.md.

-- Scans are numbered in the order in which they began, which no clock of a replica can tell. said_at is when the process
-- that carries it out last said that it is alive, by the clock of this database; term counts the processes that did.
-- deaths counts those that fell silent with it since a check was last recorded, so that what kills every process that
-- touches it is given up; released says that the process let it go by itself, which is no death. place is our own versioned
-- JSON form (CheckForm): where in its current checks it is.
CREATE TABLE scan (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  environment  text COLLATE "C" NOT NULL,
  trigger      text NOT NULL,
  started_at   timestamptz NOT NULL,
  finished_at  timestamptz,
  state        text NOT NULL CHECK (state IN ('running', 'done', 'over_budget', 'failed')),
  message      text,
  checks       integer NOT NULL,
  looked       integer NOT NULL,
  kept         integer NOT NULL,
  unknown      integer NOT NULL,
  rows         bigint NOT NULL,
  current      text,
  current_done double precision NOT NULL,
  place        text,
  term         integer NOT NULL DEFAULT 1,
  deaths       integer NOT NULL DEFAULT 0,
  released     boolean NOT NULL DEFAULT false,
  said_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((state = 'running') = (finished_at IS NULL))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX scan_running ON scan (environment) WHERE state = 'running';
CREATE INDEX scan_of_environment ON scan (environment, number DESC);
CREATE INDEX scan_finished_at ON scan (finished_at);

-- One row a check. outcome and basis are our own versioned JSON forms (CheckForm); state is the outcome in one
-- word, for people who look with psql. scan is the one that last recorded or confirmed it.
CREATE TABLE check_status (
  environment  text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  code         text NOT NULL,
  collection   text NOT NULL,
  field        text,
  detail       text NOT NULL,
  severity     text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  definition   text NOT NULL,
  state        text NOT NULL CHECK (state IN ('clean', 'violated', 'unknown')),
  outcome      text NOT NULL,
  looked_at    timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  basis        text NOT NULL,
  note         text,
  scan         uuid NOT NULL,
  PRIMARY KEY (environment, id)
) WITH (fillfactor = 80);

-- table_state is that of the table when it was counted; null if it could not be told.
CREATE TABLE item_count (
  environment text COLLATE "C" NOT NULL,
  collection  text COLLATE "C" NOT NULL,
  counted_at  timestamptz NOT NULL,
  count       bigint NOT NULL,
  method      text NOT NULL CHECK (method IN ('exact', 'estimated')),
  table_state text,
  PRIMARY KEY (environment, collection, counted_at)
);
