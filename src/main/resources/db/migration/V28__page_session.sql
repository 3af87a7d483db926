-- Who has signed in to the pages in a browser. The cookie is a random secret, of which only the SHA-256 is here. It is replaced
-- every few minutes; previous is the one before, which requests that were already under way still send.
CREATE TABLE page_session (
  id           text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  previous     text CHECK (previous ~ '^[0-9a-f]{64}$'),
  renewed_at   timestamptz NOT NULL,
  csrf         text NOT NULL,
  token_sha256 text,
  person       text,
  groups       text[],
  started_at   timestamptz NOT NULL,
  used_at      timestamptz NOT NULL,
  CHECK ((token_sha256 IS NULL) <> (person IS NULL)),
  CHECK ((person IS NULL) = (groups IS NULL))
);
CREATE INDEX page_session_previous ON page_session (previous) WHERE previous IS NOT NULL;
CREATE INDEX page_session_used ON page_session (used_at);
