UPDATE articles_tags SET tags_slug = (SELECT min(slug) FROM tags t WHERE NOT EXISTS (SELECT FROM articles_tags o WHERE o.articles_id = articles_tags.articles_id AND o.tags_slug = t.slug)) WHERE tags_slug = 'no such tag';
ALTER TABLE articles_tags ADD CONSTRAINT articles_tags_tags_slug_foreign FOREIGN KEY (tags_slug) REFERENCES tags ON DELETE CASCADE;
