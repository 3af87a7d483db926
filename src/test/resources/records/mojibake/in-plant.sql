UPDATE articles SET teaser = 'The cafÃ© at the harbour' WHERE slug = 'a-14';
UPDATE articles SET teaser = U&'A broken \FFFD sign' WHERE slug = 'a-15';
UPDATE articles SET teaser = 'L’été à São Paulo: ÂME, Ã, â, naïve – “so”' WHERE slug = 'a-16';
