ALTER TABLE articles DROP CONSTRAINT articles_author_foreign;
UPDATE articles SET author = '00000000-0000-4000-8000-000000000001' WHERE slug IN ('a-3', 'a-4');
UPDATE articles SET author = NULL WHERE slug = 'a-5';
