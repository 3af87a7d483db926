ALTER TABLE articles_tags DROP CONSTRAINT articles_tags_tags_slug_foreign;
UPDATE articles_tags SET tags_slug = 'no such tag' WHERE id = (SELECT min(id) FROM articles_tags);
