UPDATE directus_fields SET validation = NULL WHERE collection = 'section_quote' AND field = 'source';
UPDATE section_quote SET source = NULL;
