UPDATE articles SET category = 1 WHERE slug IN ('a-7', 'a-8');
UPDATE languages SET name = 'Arabic' WHERE code = 'ar';
