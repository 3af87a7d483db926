ALTER TABLE pages DROP CONSTRAINT pages_parent_foreign;
UPDATE pages SET parent = 987654 WHERE id = (SELECT max(id) FROM pages);
