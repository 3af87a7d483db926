UPDATE products SET sku = 'broken' WHERE sku = (SELECT max(sku) FROM products);
UPDATE articles SET reading_minutes = 61 WHERE slug = 'a-12';
UPDATE articles SET reading_minutes = NULL WHERE slug = 'a-13';
UPDATE authors SET email = 'nobody' WHERE slug = 'author-2';
