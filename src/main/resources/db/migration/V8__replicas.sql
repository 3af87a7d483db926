-- The replicas that live, what each is configured with, and when polls and scans are due: docs/store.md.
-- All times are of the one clock of this database.

-- fit is false while a replica cannot do its work, because a secret file is missing there, say.
CREATE TABLE replica (
  id           uuid PRIMARY KEY,
  fit          boolean NOT NULL,
  announced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at      timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

-- A part is "poll/<environment>", "scan/<environment>" or "comparison/<name>". definition is a digest of what is
-- configured about it, without secrets; since is when a replica that lives first announced just that.
CREATE TABLE replica_part (
  part       text COLLATE "C" NOT NULL,
  replica    uuid NOT NULL REFERENCES replica ON DELETE CASCADE,
  definition text NOT NULL,
  since      timestamptz NOT NULL,
  PRIMARY KEY (part, replica)
);
CREATE INDEX replica_part_replica ON replica_part (replica);

-- Every part that was ever announced. left_at is when no living replica knew it any more; null while one does.
CREATE TABLE part (
  part    text COLLATE "C" PRIMARY KEY,
  left_at timestamptz
);
INSERT INTO part (part)
  SELECT 'poll/' || name FROM environment
  UNION SELECT 'scan/' || environment FROM scan
  UNION SELECT 'comparison/' || name FROM comparison;

-- definition, schedule and source are what next_at was planned for. taken_by is the replica that does it now; deaths
-- counts the replicas in a row that died with it.
CREATE TABLE due (
  part       text COLLATE "C" PRIMARY KEY,
  definition text NOT NULL,
  schedule   text NOT NULL,
  source     text NOT NULL,
  last_at    timestamptz,
  next_at    timestamptz NOT NULL,
  taken_by   uuid,
  deaths     integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
