ALTER TABLE section_text DROP COLUMN extra;
DELETE FROM directus_fields WHERE collection = 'section_text' AND field = 'extra';
