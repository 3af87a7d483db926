-- As many collections as the setting laboratory.collections says; see Sizes.java.
DO $$
BEGIN
  FOR i IN 1..current_setting('laboratory.collections')::integer LOOP
    EXECUTE format($sql$
      CREATE TABLE %1$I (
        id serial PRIMARY KEY,
        status varchar(20) NOT NULL DEFAULT 'draft',
        title varchar(200) NOT NULL,
        slug varchar(200) UNIQUE,
        teaser text,
        body text,
        price numeric(10, 2),
        quantity integer DEFAULT 0,
        featured boolean NOT NULL DEFAULT false,
        published_at timestamptz,
        on_sale date,
        settings json,
        keywords text,
        previous integer REFERENCES %2$I ON DELETE SET NULL,
        owner uuid REFERENCES directus_users ON DELETE SET NULL
      )
      $sql$, 'size_' || lpad(i::text, 4, '0'), 'size_' || lpad(greatest(i - 1, 1)::text, 4, '0'));
  END LOOP;
END
$$;

CREATE TEMPORARY TABLE size ON COMMIT DROP AS
SELECT 'size_' || lpad(i::text, 4, '0') AS name,
       'size_' || lpad(greatest(i - 1, 1)::text, 4, '0') AS previous,
       i
FROM generate_series(1, current_setting('laboratory.collections')::integer) AS i;

INSERT INTO directus_collections (collection, icon, note, sort)
SELECT name, 'box', 'Collection ' || i, i FROM size;

INSERT INTO directus_fields
  (collection, field, special, interface, options, hidden, readonly, required, sort, width)
SELECT name, field, special, interface, options::json, hidden, hidden, required, sort, width
FROM size, (VALUES
  ('id', NULL, 'input', NULL, true, false, 1, 'full'),
  ('status', NULL, 'select-dropdown',
   '{"choices": [{"text": "Draft", "value": "draft"}, {"text": "Live", "value": "live"}]}',
   false, false, 2, 'half'),
  ('title', NULL, 'input', '{"trim": true}', false, true, 3, 'full'),
  ('slug', NULL, 'input', '{"slug": true}', false, false, 4, 'full'),
  ('teaser', NULL, 'input-multiline', NULL, false, false, 5, 'full'),
  ('body', NULL, 'input-rich-text-html', NULL, false, false, 6, 'full'),
  ('price', NULL, 'input', '{"min": 0}', false, false, 7, 'half'),
  ('quantity', NULL, 'input', NULL, false, false, 8, 'half'),
  ('featured', 'cast-boolean', 'boolean', NULL, false, false, 9, 'half'),
  ('published_at', 'cast-timestamp', 'datetime', NULL, false, false, 10, 'half'),
  ('on_sale', NULL, 'datetime', NULL, false, false, 11, 'half'),
  ('settings', 'cast-json', 'input-code', '{"language": "json"}', false, false, 12, 'full'),
  ('keywords', 'cast-csv', 'tags', NULL, false, false, 13, 'full'),
  ('previous', 'm2o', 'select-dropdown-m2o', '{"template": "{{title}}"}', false, false, 14,
   'full'),
  ('owner', 'm2o', 'select-dropdown-m2o', NULL, false, false, 15, 'full')
) AS f (field, special, interface, options, hidden, required, sort, width)
ORDER BY i, sort;

INSERT INTO directus_relations (many_collection, many_field, one_collection)
SELECT name, field, one
FROM size, LATERAL (VALUES ('previous', previous), ('owner', 'directus_users')) AS r (field, one)
ORDER BY i;
