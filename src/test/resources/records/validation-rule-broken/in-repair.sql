UPDATE products SET sku = 'ZZ-9999' WHERE sku = 'broken';
UPDATE articles SET reading_minutes = 5 WHERE slug IN ('a-12', 'a-13');
UPDATE authors SET email = 'author2@example.com' WHERE slug = 'author-2';
