UPDATE directus_fields SET options = '{"presets": ["harbour"], "allowCustom": false}' WHERE collection = 'articles' AND field = 'keywords';
UPDATE articles SET keywords = CASE slug WHEN 'a-11' THEN 'harbour,other' ELSE 'harbour' END;
