UPDATE articles SET category = NULL WHERE slug IN ('a-7', 'a-8');
UPDATE languages SET name = '' WHERE code = 'ar';
