-- What the monitor remembers. What is kept how long: docs/store.md.
-- Names and identifiers are compared byte by byte (COLLATE "C"): the order of a page must not depend on the locale.

-- A snapshot is stored once, by its content. The body is gzip of our own versioned JSON form (SnapshotForm).
CREATE TABLE snapshot (
  fingerprint   text COLLATE "C" PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  directus      text,
  first_seen_at timestamptz NOT NULL,
  body          bytea NOT NULL
);
-- It is compressed already.
ALTER TABLE snapshot ALTER COLUMN body SET STORAGE EXTERNAL;

-- Polls are numbered in the order in which they began, which no clock of a replica can tell.
CREATE TABLE poll (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid NOT NULL UNIQUE,
  environment text COLLATE "C" NOT NULL,
  trigger     text NOT NULL,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz,
  result      text NOT NULL,
  message     text,
  CHECK ((result = 'running') = (finished_at IS NULL))
);
CREATE INDEX poll_started_at ON poll (started_at);

-- The row of an environment is what its polls lock. last_poll is the number of the poll that wrote it; null before the
-- first, when the row only carries a pause.
CREATE TABLE environment (
  name                text COLLATE "C" PRIMARY KEY,
  last_poll           bigint,
  last_poll_at        timestamptz,
  api_reason          text,
  api_detail          text,
  api_checked_at      timestamptz,
  api_ok_at           timestamptz,
  database_reason     text,
  database_detail     text,
  database_checked_at timestamptz,
  database_ok_at      timestamptz,
  directus            text,
  postgres            text,
  migrations          text[] NOT NULL DEFAULT '{}',
  snapshot            text COLLATE "C" REFERENCES snapshot,
  snapshot_at         timestamptz,
  change_fingerprint  text,
  api_agrees          boolean,
  poll_failures       integer NOT NULL DEFAULT 0 CHECK (poll_failures >= 0),
  pause_by            text,
  pause_note          text,
  pause_at            timestamptz,
  CHECK ((api_reason IS NULL) = (api_detail IS NULL)),
  CHECK ((database_reason IS NULL) = (database_detail IS NULL)),
  CHECK (num_nulls(pause_by, pause_note, pause_at) IN (0, 3))
);
CREATE INDEX environment_snapshot ON environment (snapshot);

CREATE TABLE snapshot_period (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  environment text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL REFERENCES snapshot,
  began_at    timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK (ended_at >= began_at)
);
CREATE UNIQUE INDEX snapshot_period_current ON snapshot_period (environment) WHERE ended_at IS NULL;
CREATE INDEX snapshot_period_page ON snapshot_period (environment, began_at DESC, id DESC);
CREATE INDEX snapshot_period_fingerprint ON snapshot_period (fingerprint);
CREATE INDEX snapshot_period_ended_at ON snapshot_period (ended_at);

-- verdict is our own versioned JSON form (VerdictForm); state is the same in one word, for people who look with psql.
CREATE TABLE comparison (
  name        text COLLATE "C" PRIMARY KEY,
  state       text NOT NULL CHECK (state IN ('in_sync', 'drifted', 'unknown')),
  verdict     text NOT NULL,
  source      text COLLATE "C" REFERENCES snapshot,
  target      text COLLATE "C" REFERENCES snapshot,
  basis       text NOT NULL,
  compared_at timestamptz NOT NULL
);
CREATE INDEX comparison_source ON comparison (source);
CREATE INDEX comparison_target ON comparison (target);

-- last_seen_at changes with every poll and has no index, and the pages have room, so that such an update stays cheap (HOT).
CREATE TABLE finding (
  id                   text COLLATE "C" PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  scope                text COLLATE "C" NOT NULL,
  environment          text COLLATE "C" NOT NULL,
  comparison           text COLLATE "C",
  kind                 text NOT NULL,
  code                 text NOT NULL,
  severity             text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  subject              text NOT NULL,
  path                 text NOT NULL,
  message              text NOT NULL,
  opened_at            timestamptz NOT NULL,
  last_seen_at         timestamptz NOT NULL,
  occurrences          bigint NOT NULL CHECK (occurrences >= 1),
  state                text NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved')),
  acknowledged_by      text,
  acknowledgement_note text,
  acknowledged_at      timestamptz,
  acknowledged_until   timestamptz,
  resolved_at          timestamptz,
  CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
  CHECK ((state = 'acknowledged') = (acknowledged_at IS NOT NULL)),
  CHECK (num_nulls(acknowledged_by, acknowledgement_note, acknowledged_at) IN (0, 3)),
  CHECK (acknowledged_until IS NULL OR state = 'acknowledged')
) WITH (fillfactor = 80);
CREATE INDEX finding_scope ON finding (scope);
CREATE INDEX finding_page ON finding (opened_at DESC, id DESC);
CREATE INDEX finding_page_of_environment ON finding (environment, opened_at DESC, id DESC);
CREATE INDEX finding_page_of_comparison ON finding (comparison, opened_at DESC, id DESC);
CREATE INDEX finding_page_unresolved ON finding (opened_at DESC, id DESC) WHERE state <> 'resolved';
CREATE INDEX finding_resolved_at ON finding (resolved_at) WHERE resolved_at IS NOT NULL;
