-- The report of each run that has ended: canonical JSON, gzipped, exactly as it was hashed into the audit. It is never changed.
CREATE TABLE run_report (
  run  uuid PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  body bytea NOT NULL
);
