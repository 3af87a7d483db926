ALTER TABLE articles DROP CONSTRAINT articles_cover_foreign;
UPDATE articles SET cover = '00000000-0000-4000-8000-000000000003' WHERE slug = 'a-6';
