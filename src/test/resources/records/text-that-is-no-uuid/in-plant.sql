ALTER TABLE section_image ADD COLUMN "External ""Id""" varchar(255);
INSERT INTO directus_fields (collection, field, special, interface) VALUES ('section_image', 'External "Id"', 'uuid', 'input');
UPDATE section_image SET "External ""Id""" = CASE id WHEN 3 THEN 'not one' ELSE gen_random_uuid()::text END;
