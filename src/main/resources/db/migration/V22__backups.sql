-- Backups of databases, in the order of number. idempotency_key is what the client sent to repeat a request safely. bytes is the
-- size of the file as far as it is written; dump is what is known of the complete file (gzipped JSON), with what must be in it, and
-- proof what came of restoring it. A process that works on it says so in beat_at, by the clock of this database; when it is
-- silent, another one takes the backup over, and term is one more. Of an environment one is being made at a time. proven_at is when
-- it was last restored with the same content; it stays while it is tried again.
CREATE TABLE backup (
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id              uuid PRIMARY KEY,
  environment     text COLLATE "C" NOT NULL,
  requested_at    timestamptz NOT NULL,
  requested_by    text,
  note            text,
  idempotency_key text,
  state           text NOT NULL,
  bytes           bigint NOT NULL DEFAULT 0,
  dump            bytea,
  proof           bytea,
  message         text,
  finished_at     timestamptz,
  proven_at       timestamptz,
  deleted_at      timestamptz,
  term            integer NOT NULL DEFAULT 1,
  beat_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (environment, requested_by, idempotency_key)
);
CREATE INDEX backup_of_environment ON backup (environment, number);
CREATE INDEX backup_proven ON backup (environment, number) WHERE proven_at IS NOT NULL;
CREATE UNIQUE INDEX backup_being_made ON backup (environment) WHERE finished_at IS NULL;
