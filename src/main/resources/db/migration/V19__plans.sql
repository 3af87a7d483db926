-- Plans, in the order of number. state_detail, seal, summary, selection and document are JSON in forms of Plumbline. document says
-- what would be done and payload is the exact text that would be sent, both as gzip; no list reads them. People are how many must
-- approve, approvals how many have. A process that makes a plan says so in followed_at, by the clock of this database.
CREATE TABLE plan (
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id              uuid PRIMARY KEY,
  comparison      text COLLATE "C" NOT NULL,
  source          text COLLATE "C" NOT NULL,
  target          text COLLATE "C" NOT NULL,
  selection       text NOT NULL,
  proposed_at     timestamptz NOT NULL,
  proposed_by     text NOT NULL,
  token           text NOT NULL,
  idempotency_key text,
  state           text NOT NULL CHECK (state IN ('planning', 'refused', 'waiting', 'approved', 'rejected', 'withdrawn', 'voided',
                    'expired', 'failed')),
  state_detail    text NOT NULL,
  changed_at      timestamptz NOT NULL,
  seal            text,
  summary         text,
  people          integer NOT NULL DEFAULT 0,
  approvals       integer NOT NULL DEFAULT 0,
  document        bytea,
  payload         bytea,
  followed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (token, idempotency_key),
  CHECK ((seal IS NULL) = (document IS NULL) AND (seal IS NULL) = (payload IS NULL) AND (seal IS NULL) = (summary IS NULL)),
  CHECK (seal IS NOT NULL OR state NOT IN ('waiting', 'approved', 'rejected', 'voided', 'expired'))
);
-- What a run carries out is one plan, and nobody approves one of two.
CREATE UNIQUE INDEX plan_open ON plan (comparison) WHERE state IN ('planning', 'waiting', 'approved');
CREATE INDEX plan_state ON plan (target, state);
CREATE INDEX plan_ended ON plan (changed_at) WHERE state NOT IN ('planning', 'waiting', 'approved');

-- What people decided. A person approves a plan once.
CREATE TABLE plan_decision (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan            uuid NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN ('approve', 'reject', 'break_glass')),
  person          text NOT NULL,
  token           text NOT NULL,
  is_admin        boolean NOT NULL,
  at              timestamptz NOT NULL,
  hash            text NOT NULL,
  note            text,
  ticket          text,
  target_name     text,
  consents        text[] NOT NULL,
  idempotency_key text,
  UNIQUE (plan, token, idempotency_key)
);
CREATE INDEX plan_decision_plan ON plan_decision (plan, id);
CREATE UNIQUE INDEX plan_decision_person ON plan_decision (plan, person) WHERE kind = 'approve';
