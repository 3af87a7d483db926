UPDATE articles SET status = 'publishd' WHERE slug = 'a-9';
UPDATE articles SET channels = '["web", "fax"]' WHERE slug = 'a-10';
UPDATE section_text SET columns = 3 WHERE id = 2;
UPDATE products SET status = 'gone' WHERE sku = (SELECT min(sku) FROM products);
