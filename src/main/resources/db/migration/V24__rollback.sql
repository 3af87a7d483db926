-- A rollback is a run of its own, which undoes another one. Of that one it uses what it changed and how it left it (gzip of JSON).
ALTER TABLE run ADD COLUMN undoes uuid;
CREATE INDEX run_undoing ON run (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE run_footprint (
  run  uuid PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  body bytea NOT NULL
);
