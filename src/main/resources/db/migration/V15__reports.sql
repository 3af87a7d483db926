-- Reports of spans, and what was when, as far as nothing else says so. What is kept how long: docs/store.md.

-- body is gzip of our own JSON form (PeriodReport), whose number is form. Whoever adds a row holds the advisory lock 'plumbline reports' until the
-- transaction ends, so that ids become visible in their order: the highest id that somebody has read is enough to know where to go on.
CREATE TABLE report (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'request')),
  from_at timestamptz NOT NULL,
  to_at   timestamptz NOT NULL,
  zone    text NOT NULL,
  made_at timestamptz NOT NULL,
  form    integer NOT NULL,
  body    bytea NOT NULL,
  CHECK (from_at < to_at)
);
ALTER TABLE report ALTER COLUMN body SET STORAGE EXTERNAL;
-- However many replicas make the report of a week: one of them is stored.
CREATE UNIQUE INDEX report_of_schedule ON report (to_at) WHERE trigger = 'schedule';
CREATE INDEX report_made_at ON report (made_at);

-- When states were recorded without a gap of more than five minutes.
CREATE TABLE recorded_period (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  began_at timestamptz NOT NULL,
  seen_at  timestamptz NOT NULL,
  CHECK (began_at <= seen_at)
);
CREATE INDEX recorded_period_seen_at ON recorded_period (seen_at);

-- From when on a comparison ("comparison/<name>"), or the records of an environment ("scan/<environment>"), were so. A row is added
-- only when state or changes differ from the last one. changes: how many of each severity, gravest first.
CREATE TABLE state_change (
  part    text COLLATE "C" NOT NULL,
  at      timestamptz NOT NULL,
  state   text NOT NULL CHECK (state IN ('in_sync', 'drifted', 'clean', 'violated', 'unknown')),
  reason  text,
  changes integer[] NOT NULL,
  PRIMARY KEY (part, at)
);

-- Likewise what all checks of one code found.
CREATE TABLE check_change (
  environment text COLLATE "C" NOT NULL,
  code        text COLLATE "C" NOT NULL,
  at          timestamptz NOT NULL,
  checks      integer NOT NULL,
  violated    integer NOT NULL,
  unknown     integer NOT NULL,
  rows        bigint NOT NULL,
  PRIMARY KEY (environment, code, at)
);

-- A report goes through the polls of each environment in their order.
CREATE INDEX poll_of_environment ON poll (environment, started_at);
