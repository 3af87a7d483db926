UPDATE articles SET teaser = 'A story.' WHERE slug IN ('a-14', 'a-15', 'a-16');
