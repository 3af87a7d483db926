DELETE FROM articles_files WHERE id = -900001;
