CREATE TABLE t (id int primary key, a text, b text, c varchar(50), n numeric(10,2), i int, j bigint, d date, ts timestamp, tz timestamptz, tm time, iv interval, by bytea, js jsonb, jj json, arr int[], tarr text[], f float8, bo bool, u uuid, x xml, r int4range, p point, bx bit(8), ip inet);
CREATE TABLE o (id int primary key, t int references t, a text, "Mixed" text, ts timestamp);
CREATE TYPE comp AS (x int, y text);
CREATE TABLE ct (id int, c comp, d date);
CREATE SEQUENCE seq;
CREATE FUNCTION f(int) RETURNS TABLE (x int, y text) LANGUAGE sql AS 'select 1, ''a''';
CREATE FUNCTION f2() RETURNS SETOF o LANGUAGE sql AS 'select * from o';
