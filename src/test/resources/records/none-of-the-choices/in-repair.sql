UPDATE articles SET status = 'draft' WHERE slug = 'a-9';
UPDATE articles SET channels = '["web"]' WHERE slug = 'a-10';
UPDATE section_text SET columns = 1 WHERE id = 2;
UPDATE products SET status = 'on_sale' WHERE status = 'gone';
