INSERT INTO articles_sections (id, articles_id, collection, item)
SELECT id, (SELECT min(a.id::text)::uuid FROM articles a), collection, item
  FROM (VALUES (-900001, 'pages', '1'), (-900002, 'section_video', '1'), (-900003, 'section_text', '1x'),
               (-900004, 'section_quote', '17'), (-900005, 'section_text', '987654'),
               (-900006, 'section_quote', '00000000-0000-4000-8000-000000000004'), (-900007, 'section_image', NULL), (-900008, NULL, '1')) AS planted (id, collection, item);
