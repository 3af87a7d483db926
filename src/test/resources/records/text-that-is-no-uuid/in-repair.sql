ALTER TABLE section_image DROP COLUMN "External ""Id""";
DELETE FROM directus_fields WHERE collection = 'section_image' AND field = 'External "Id"';
