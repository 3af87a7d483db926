UPDATE tags SET label = 'Twice' WHERE slug IN ('harbour', 'winter');
-- refused, and leaves an invalid index
CREATE UNIQUE INDEX CONCURRENTLY tags_label_unique ON tags (label);
