-- What a database can have that is dumped in a way of its own.
CREATE SCHEMA "Other Schema";
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE "Other Schema"."Odd ""Table""" (
  id bigint GENERATED ALWAYS AS IDENTITY (START 7 INCREMENT 3) PRIMARY KEY,
  "Größe" text, low text GENERATED ALWAYS AS (lower("Größe")) STORED,
  bytes bytea, money money, amount numeric(30, 10), real real, double double precision,
  at timestamptz, day date, span interval, moods mood[], pos positive, p pair,
  doc json, docb jsonb, r int4range, bits bit varying, net inet, u uuid);
INSERT INTO "Other Schema"."Odd ""Table""" (
  "Größe", bytes, money, amount, real, double, at, day, span, moods, pos, p, doc, docb, r, bits, net, u)
VALUES
  (E'tab\tnew\nline\\ "quote" ''x'' äöü 漢字', '\x00ff10', 12.34, 12345678901234567890.0123456789,
   0.1, 0.1, '2026-03-29 02:30:00.123456+01', '0044-03-15 BC', '1 mon 2 days 03:04:05.6',
   '{sad,NULL,ok}', 5, (1, NULL), '{"a" : [1,  2]}', '{"b":1,"a":2}', '[1,5)', B'101', '::1/64',
   'b3a8e1f0-0000-4000-8000-000000000001'),
  ('', NULL, NULL, 'NaN', 'Infinity', '-0', 'infinity', '-infinity', NULL, '{}', NULL, NULL,
   'null', 'null', 'empty', B'', NULL, NULL),
  (NULL, '', 0, 0, 'NaN', 1e-300, NULL, NULL, '-1 year', NULL, NULL, (NULL, ''), NULL, NULL,
   NULL, NULL, '10.0.0.0/8', NULL),
  (NULL, '', 0, 0, 'NaN', 1e-300, NULL, NULL, '-1 year', NULL, NULL, (NULL, ''), NULL, NULL,
   NULL, NULL, '10.0.0.0/8', NULL);
CREATE SEQUENCE never_called START 50;
CREATE SEQUENCE downwards INCREMENT -2 MAXVALUE 100 START 100;
SELECT nextval('downwards'), nextval('downwards');
CREATE TABLE measured (at date NOT NULL, value integer) PARTITION BY RANGE (at);
CREATE TABLE measured_2025 PARTITION OF measured FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE measured_rest PARTITION OF measured DEFAULT;
INSERT INTO measured SELECT date '2025-06-01' + i, i FROM generate_series(1, 400) i;
CREATE TABLE parent (id integer, kind text);
CREATE TABLE child (extra text) INHERITS (parent);
INSERT INTO parent VALUES (1, 'parent');
INSERT INTO child VALUES (2, 'child', 'x');
CREATE UNLOGGED TABLE quick (id integer);
INSERT INTO quick VALUES (1);
CREATE VIEW young AS SELECT at, value FROM measured WHERE value < 10;
CREATE MATERIALIZED VIEW old AS SELECT count(*) FROM measured;
INSERT INTO measured VALUES ('2030-01-01', 1);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.value := NEW.value + 1000; RETURN NEW; END $$;
CREATE TRIGGER touching BEFORE INSERT ON measured_rest FOR EACH ROW EXECUTE FUNCTION touch();
CREATE INDEX odd_low ON "Other Schema"."Odd ""Table""" (lower(low)) WHERE low <> '';
CREATE TABLE hidden (id integer, tenant text);
INSERT INTO hidden VALUES (1, 'a'), (2, 'b');
ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON hidden TO PUBLIC USING (tenant = current_user);
GRANT SELECT (id) ON hidden TO PUBLIC;
COMMENT ON TABLE hidden IS 'rows of tenants';
