UPDATE categories SET parent = 4 WHERE id = 1;
UPDATE categories SET parent = 1 WHERE id = 4;
