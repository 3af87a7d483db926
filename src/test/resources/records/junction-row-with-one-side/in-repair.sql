DELETE FROM articles_related WHERE id = -900001;
UPDATE articles_related r SET related_articles_id = (SELECT min(a.id::text)::uuid FROM articles a WHERE NOT EXISTS (SELECT FROM articles_related o WHERE o.articles_id = r.articles_id AND o.related_articles_id = a.id)) WHERE related_articles_id IS NULL;
