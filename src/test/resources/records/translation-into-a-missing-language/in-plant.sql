ALTER TABLE articles_translations DROP CONSTRAINT articles_translations_languages_code_foreign;
UPDATE articles_translations SET languages_code = 'xx' WHERE id = (SELECT min(id) FROM articles_translations);
