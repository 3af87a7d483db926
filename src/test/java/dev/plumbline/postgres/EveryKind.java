package dev.plumbline.postgres;

/** One of everything that PostgreSQL has and Directus never reads. */
final class EveryKind {
  /** For a {@link TestDatabase}; the placeholder is a role. */
  static final String SQL =
      """
      CREATE TYPE mood AS ENUM ('sad', 'glad');
      CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL
        CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 1000);
      CREATE TYPE pair AS (a integer, "B" varchar(20));
      CREATE TYPE span AS RANGE (subtype = integer);
      CREATE SEQUENCE numbers AS integer START 5 INCREMENT 2 MAXVALUE 99 CACHE 3 CYCLE;
      CREATE EXTENSION citext;
      CREATE SCHEMA more;
      CREATE TABLE more.parents (id integer PRIMARY KEY, label text);

      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE FUNCTION twice(n integer, t text DEFAULT 'x') RETURNS integer LANGUAGE sql IMMUTABLE
        AS 'SELECT n * 2';
      CREATE PROCEDURE tidy() LANGUAGE sql AS 'SELECT 1';
      CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');

      CREATE TABLE odd (
        id integer PRIMARY KEY,
        n integer GENERATED ALWAYS AS IDENTITY,
        mood mood,
        amount positive,
        name text COLLATE "C",
        email citext,
        doubled integer GENERATED ALWAYS AS (id * 2) STORED,
        page integer,
        other integer,
        parent integer REFERENCES more.parents,
        CONSTRAINT amount_of_n CHECK (amount < n),
        CONSTRAINT two UNIQUE (page, other),
        CONSTRAINT later UNIQUE (n) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT apart EXCLUDE USING btree (name WITH =, lower(name) WITH =));
      ALTER TABLE odd ADD CONSTRAINT never CHECK (false) NOT VALID;
      ALTER TABLE odd ADD CONSTRAINT page_key FOREIGN KEY (page) REFERENCES pages NOT VALID;
      ALTER TABLE odd ADD CONSTRAINT other_key FOREIGN KEY (other) REFERENCES authors DEFERRABLE;
      ALTER TABLE authors DISABLE TRIGGER ALL;
      CREATE UNIQUE INDEX partly ON odd (name DESC) INCLUDE (n) WHERE n > 3;
      CREATE INDEX lowered ON odd (lower(name), id);
      CREATE INDEX hashed ON odd USING hash (name);
      CREATE TRIGGER touched BEFORE UPDATE ON odd FOR EACH ROW WHEN (NEW.n > 1)
        EXECUTE FUNCTION touch();
      CREATE TRIGGER reported AFTER INSERT ON odd FOR EACH ROW
        EXECUTE FUNCTION touch('Authorization: Bearer t0ken');
      ALTER TABLE odd ENABLE ALWAYS TRIGGER touched;
      ALTER TABLE odd DISABLE TRIGGER reported;
      ALTER TABLE odd ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY mine ON odd AS RESTRICTIVE FOR UPDATE TO %1$s, pg_monitor
        USING (n > 1) WITH CHECK (n > 2);
      CREATE POLICY all_of_it ON odd USING (true);
      GRANT SELECT, INSERT ON odd TO PUBLIC;
      GRANT SELECT ON odd TO pg_monitor WITH GRANT OPTION;
      GRANT UPDATE (name) ON odd TO pg_monitor;
      GRANT SELECT ON odd TO %1$s;

      CREATE UNLOGGED TABLE hurried (id serial PRIMARY KEY);
      CREATE VIEW seen WITH (security_barrier = true) AS
        SELECT odd.id, parents.label FROM odd JOIN more.parents ON parents.id = odd.parent;
      CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM odd;
      CREATE TABLE years (id integer, year integer, PRIMARY KEY (id, year)) PARTITION BY RANGE (year);
      CREATE TABLE years_1 PARTITION OF years FOR VALUES FROM (1) TO (10);
      CREATE TABLE member (id integer PRIMARY KEY);
      ALTER EXTENSION citext ADD TABLE member;
      CREATE SEQUENCE owned OWNED BY odd.other;
      """;

  private EveryKind() {}
}
