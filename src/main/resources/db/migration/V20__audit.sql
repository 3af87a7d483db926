-- Who did what. Each entry has the hash of the one before it, and audit_head the last one. Entries are only added: there is no
-- retention for them.
CREATE TABLE audit_entry (
  number       bigint PRIMARY KEY,
  at           timestamptz NOT NULL,
  action       text NOT NULL,
  token        text,
  person       text,
  subject      text NOT NULL,
  environments text[] NOT NULL,
  details      text NOT NULL,
  previous     text NOT NULL CHECK (length(previous) = 64),
  hash         text NOT NULL CHECK (length(hash) = 64)
);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE TABLE audit_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  number bigint NOT NULL,
  hash   text NOT NULL CHECK (length(hash) = 64)
);
INSERT INTO audit_head (number, hash) VALUES (0, repeat('0', 64));

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit of Plumbline is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
