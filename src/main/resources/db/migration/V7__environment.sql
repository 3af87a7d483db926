-- Which Directus and which database an environment is, as far as that could be read. No token, and no digest of one.
CREATE TABLE identity (
  environment         text COLLATE "C" PRIMARY KEY,
  project             text,
  system              text,
  database            bigint,
  schema              bigint,
  started_at          timestamptz,
  seen_at             timestamptz,
  role                text,
  role_configured     boolean,
  storages            text[],
  api_serves_database boolean,
  read_at             timestamptz NOT NULL,
  CHECK (num_nulls(system, database, schema, started_at, seen_at) IN (0, 5)),
  CHECK ((role IS NULL) = (role_configured IS NULL))
);
