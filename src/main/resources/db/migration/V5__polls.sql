-- The form of the readings of an environment: a digest of the code that made them. It holds for the poll of that number
-- only: an older version of Plumbline writes polls and leaves the form as it is.
ALTER TABLE environment ADD COLUMN reading_form text, ADD COLUMN reading_form_poll bigint;

-- The form of the version that started last. A replica of another version makes no polls any more.
CREATE TABLE reading_form (
  id           integer PRIMARY KEY CHECK (id = 1),
  form         text NOT NULL,
  announced_at timestamptz NOT NULL
);

-- When the API was last asked for its snapshot, and how often in a row it did not agree with the database.
ALTER TABLE environment
  ADD COLUMN api_asked_at timestamptz,
  ADD COLUMN api_disagreements integer NOT NULL DEFAULT 0 CHECK (api_disagreements >= 0);

-- Why a source cannot be read; null where it is not about a source. The code says only which source it is, so that one
-- outage is one finding whatever its reason is at the moment.
ALTER TABLE finding ADD COLUMN reason text;

-- One finding for each environment and source: the acknowledged one before an open one before the last that was resolved.
-- The identity is that of Observation.id: each part with its length before it.
WITH parts AS (
  SELECT id, environment, split_part(code, '_', 1) AS source, substr(code, length(split_part(code, '_', 1)) + 2) AS why,
         sum(occurrences) OVER each AS occurrences,
         min(opened_at) FILTER (WHERE state <> 'resolved') OVER each AS opened_at,
         max(last_seen_at) OVER each AS last_seen_at,
         row_number() OVER (
           PARTITION BY environment, split_part(code, '_', 1)
           ORDER BY array_position(ARRAY['acknowledged', 'open', 'resolved'], state), last_seen_at DESC, id) AS place
    FROM finding WHERE kind = 'unreadable' AND scope = 'sources/' || environment
  WINDOW each AS (PARTITION BY environment, split_part(code, '_', 1))),
deleted AS (DELETE FROM finding USING parts WHERE finding.id = parts.id AND parts.place > 1)
UPDATE finding SET
    id = left(encode(sha256(convert_to(
      length(finding.scope) || ':' || finding.scope || '10:unreadable'
        || length(parts.source) + 11 || ':' || parts.source || '_unreadable' || '0:0:', 'UTF8')), 'hex'), 32),
    code = parts.source || '_unreadable', reason = parts.why, occurrences = parts.occurrences,
    opened_at = coalesce(parts.opened_at, finding.opened_at), last_seen_at = parts.last_seen_at
  FROM parts WHERE finding.id = parts.id AND parts.place = 1;
