UPDATE articles_related SET related_articles_id = NULL WHERE id = (SELECT min(id) FROM articles_related);
INSERT INTO articles_related (id) VALUES (-900001);
