package dev.plumbline.catalogue;

import dev.plumbline.lab.LabEnvironment;

/**
 * Puts rows into the tables of an environment that have none, and a value into each column that has
 * none: so that a plan has something to lose. What a constraint refuses stays empty.
 */
final class Filling {
  private static final String SQL =
      """
      DO $fill$
      DECLARE
        one record;
        names text;
        made text;
        place text;
      BEGIN
        CREATE TEMPORARY TABLE fillable ON COMMIT DROP AS
        SELECT c.relname::text AS tab, a.attname::text AS col, a.atthasdef OR NOT a.attnotnull AS free,
               EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid
                         AND k.contype IN ('p', 'f') AND a.attnum = ANY (k.conkey)) AS is_key,
               CASE format_type(a.atttypid, NULL)
                 WHEN 'text' THEN $$'Größe 👩 it''s  '$$
                 WHEN 'citext' THEN $$'Größe'$$
                 WHEN 'character varying' THEN
                   format($$left('Größe 👩 it''s ' || repeat('x', 300), %s)$$,
                          CASE WHEN a.atttypmod < 4 THEN 300 ELSE a.atttypmod - 4 END)
                 WHEN 'character' THEN format($$left('aé', %s)$$, greatest(a.atttypmod - 4, 1))
                 WHEN 'smallint' THEN '32767'
                 WHEN 'integer' THEN '2147483647'
                 WHEN 'bigint' THEN '9007199254740993'
                 WHEN 'real' THEN '0.1'
                 WHEN 'double precision' THEN '0.123456789012345'
                 WHEN 'numeric' THEN '1.23456789'
                 WHEN 'money' THEN $$'1.25'$$
                 WHEN 'boolean' THEN 'true'
                 WHEN 'date' THEN $$'2024-02-29'$$
                 WHEN 'time without time zone' THEN $$'10:20:30.5'$$
                 WHEN 'time with time zone' THEN $$'10:20:30+02'$$
                 WHEN 'timestamp without time zone' THEN $$'2024-02-29 10:20:30.5'$$
                 WHEN 'timestamp with time zone' THEN $$'2024-02-29 10:20:30.5+02'$$
                 WHEN 'interval' THEN $$'90 minutes'$$
                 WHEN 'uuid' THEN 'gen_random_uuid()'
                 WHEN 'json' THEN $$'{"b": 1, "a": [true, null]}'$$
                 WHEN 'jsonb' THEN $$'{"b": 1, "a": [true, null]}'$$
                 WHEN 'bytea' THEN $$'\\x00ff'$$
                 WHEN 'inet' THEN $$'10.0.0.1'$$
                 WHEN 'text[]' THEN $$'{a,b}'$$
                 WHEN 'integer[]' THEN $$'{1,2}'$$
               END AS val
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
           AND c.relname NOT LIKE 'directus\\_%' AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '' AND a.attidentity = '';
        FOR one IN SELECT DISTINCT tab FROM fillable LOOP
          EXECUTE format('SELECT 1 FROM %I LIMIT 1', one.tab) INTO place;
          IF place IS NULL THEN
            BEGIN
              SELECT string_agg(format('%I', col), ', '), string_agg(val, ', ') INTO names, made
                FROM fillable WHERE tab = one.tab AND val IS NOT NULL AND NOT (is_key AND free);
              EXECUTE CASE WHEN names IS NULL
                THEN format('INSERT INTO %I DEFAULT VALUES', one.tab)
                ELSE format('INSERT INTO %I (%s) VALUES (%s)', one.tab, names, made) END;
            EXCEPTION WHEN others THEN NULL;
            END;
          END IF;
        END LOOP;
        FOR one IN SELECT * FROM fillable WHERE val IS NOT NULL AND NOT is_key LOOP
          BEGIN
            EXECUTE format('UPDATE %1$I SET %2$I = %3$s WHERE ctid IN (SELECT ctid FROM %1$I LIMIT 1)'
              || ' AND NOT EXISTS (SELECT FROM %1$I WHERE %2$I IS NOT NULL)', one.tab, one.col, one.val);
          EXCEPTION WHEN others THEN NULL;
          END;
        END LOOP;
      END
      $fill$
      """;

  private Filling() {}

  static void fill(LabEnvironment environment) {
    environment.database().postgres().sql(environment.name(), SQL);
  }
}
