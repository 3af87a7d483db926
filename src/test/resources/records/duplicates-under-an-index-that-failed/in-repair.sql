DROP INDEX tags_label_unique;
UPDATE tags SET label = initcap(slug) WHERE label = 'Twice';
