UPDATE articles_translations SET languages_code = 'de' WHERE languages_code = 'xx';
ALTER TABLE articles_translations ADD CONSTRAINT articles_translations_languages_code_foreign FOREIGN KEY (languages_code) REFERENCES languages ON UPDATE CASCADE ON DELETE SET NULL;
