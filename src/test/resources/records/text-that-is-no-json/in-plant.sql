ALTER TABLE section_text ADD COLUMN extra text;
INSERT INTO directus_fields (collection, field, special, interface) VALUES ('section_text', 'extra', 'cast-json', 'input-code');
UPDATE section_text SET extra = CASE id WHEN 4 THEN '{"a": ' WHEN 5 THEN NULL WHEN 6 THEN '' WHEN 7 THEN '[1, 2,]' ELSE '{"a": [1.5e3, true, null, "\u00e9 \" x"]}' END;
