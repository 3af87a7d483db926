DELETE FROM articles_sections WHERE id < 0;
