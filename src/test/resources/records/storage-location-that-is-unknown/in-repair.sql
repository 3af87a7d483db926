DELETE FROM directus_files WHERE storage = 's3';
