UPDATE articles SET cover = (SELECT min(id::text)::uuid FROM directus_files) WHERE slug = 'a-6';
ALTER TABLE articles ADD CONSTRAINT articles_cover_foreign FOREIGN KEY (cover) REFERENCES directus_files ON DELETE SET NULL;
