INSERT INTO articles (title, genre, author) VALUES ('three', 'poem', 99), ('five', 'crime', 1);
ALTER TABLE articles DROP COLUMN subtitle;
DELETE FROM directus_fields WHERE collection = 'articles' AND field = 'subtitle';
UPDATE directus_fields SET note = 'by whom' WHERE collection = 'articles' AND field = 'author';
INSERT INTO directus_fields (collection, field, interface) VALUES ('authors', 'born', 'datetime');
CREATE INDEX articles_title ON articles (title);
