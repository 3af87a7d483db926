UPDATE articles SET author = (SELECT id FROM authors WHERE slug = 'author-1') WHERE slug IN ('a-3', 'a-4', 'a-5');
ALTER TABLE articles ADD CONSTRAINT articles_author_foreign FOREIGN KEY (author) REFERENCES authors ON DELETE SET NULL;
