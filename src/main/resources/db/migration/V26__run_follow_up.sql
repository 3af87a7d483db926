-- When the target of a run is verified again, and what came of it. The rows are written with the end of the run. A process that takes
-- one says so in taken_at, by the clock of this database, and term is one more; when it records nothing for long, another one takes it.
CREATE TABLE run_follow_up (
  run           uuid NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  after_seconds bigint NOT NULL CHECK (after_seconds > 0),
  due_at        timestamptz NOT NULL,
  state         text NOT NULL CHECK (state IN ('waiting', 'as_planned', 'not_as_planned', 'superseded', 'unknown')),
  checked_at    timestamptz,
  message       text NOT NULL,
  term          integer NOT NULL DEFAULT 0,
  taken_at      timestamptz,
  PRIMARY KEY (run, after_seconds),
  CHECK ((checked_at IS NULL) = (state = 'waiting'))
);
CREATE INDEX run_follow_up_due ON run_follow_up (due_at) WHERE state = 'waiting';

ALTER TABLE plan_event DROP CONSTRAINT plan_event_kind_check, ADD CONSTRAINT plan_event_kind_check CHECK (kind IN ('waiting', 'approved',
  'rejected', 'withdrawn', 'voided', 'expires_soon', 'expired', 'running', 'applied', 'not_applied', 'follow_up_failed'));
