-- What lists, metrics and readiness need is in columns; what differs, in a body of its own that only the report reads.

-- changes: how many there are, of the kinds added, removed and changed, and for each of the severities critical, high, medium,
-- low and info. drift is our own form (DriftForm), compressed. findings: how many findings it made. All of them hold only where
-- drift_basis is basis: an earlier version writes state, verdict and basis alone, and reads from verdict that it is unknown.
ALTER TABLE comparison
  ALTER COLUMN verdict SET DEFAULT '{"form":2,"reason":"a newer version of Plumbline compared it","state":"unknown"}',
  ADD COLUMN changes integer[],
  ADD COLUMN ignored integer,
  ADD COLUMN catalog_compared boolean,
  ADD COLUMN findings integer,
  ADD COLUMN drift bytea,
  ADD COLUMN drift_basis text;
ALTER TABLE comparison ALTER COLUMN drift SET STORAGE EXTERNAL;

-- From outcome, whichever version writes it; count: how many rows break the check; reason: why it is unknown.
ALTER TABLE check_status
  ADD COLUMN count bigint GENERATED ALWAYS AS (substring(outcome FROM '^\{"count":(\d+),"form":')::bigint) STORED,
  ADD COLUMN reason text
    GENERATED ALWAYS AS (substring(outcome FROM '"reason":"([a-z_]+)","state":"unknown"\}$')) STORED;

-- How many mismatches there are of the severities critical, high, medium, low and info; null where an earlier version wrote.
ALTER TABLE catalog_reading ADD COLUMN mismatch_counts integer[];

-- Pruning goes through these in pieces.
CREATE INDEX item_count_counted_at ON item_count (counted_at);
