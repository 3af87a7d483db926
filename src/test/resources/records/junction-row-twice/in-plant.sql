INSERT INTO articles_files (id, articles_id, directus_files_id) SELECT -900001, articles_id, directus_files_id FROM articles_files ORDER BY id LIMIT 1;
