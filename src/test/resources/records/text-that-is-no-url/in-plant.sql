UPDATE directus_fields SET validation = '{"_and": [{"source": {"_regex": "^https?://[^ ]+$"}}]}' WHERE collection = 'section_quote' AND field = 'source';
UPDATE section_quote SET source = 'http://example.com/' || id;
UPDATE section_quote SET source = 'a friend of a friend' WHERE id = (SELECT min(id::text)::uuid FROM section_quote);
