CREATE TABLE authors (id serial PRIMARY KEY, name varchar(255));
CREATE TABLE articles (
  id serial PRIMARY KEY,
  title varchar(255),
  subtitle varchar(255),
  genre varchar(255),
  author integer
);
INSERT INTO directus_collections (collection) VALUES ('authors'), ('articles');
INSERT INTO directus_fields (collection, field, special, interface, options, required) VALUES
  ('authors', 'id', NULL, 'input', NULL, false),
  ('authors', 'name', NULL, 'input', NULL, false),
  ('articles', 'id', NULL, 'input', NULL, false),
  ('articles', 'title', NULL, 'input', NULL, true),
  ('articles', 'subtitle', NULL, 'input', NULL, false),
  ('articles', 'genre', NULL, 'select-dropdown',
   '{"choices":[{"text":"Poem","value":"poem"},{"text":"Novel","value":"novel"}]}', false),
  ('articles', 'author', 'm2o', 'select-dropdown-m2o', NULL, false);
INSERT INTO directus_relations (many_collection, many_field, one_collection)
  VALUES ('articles', 'author', 'authors');
INSERT INTO authors (name) VALUES ('Ada');
INSERT INTO articles (title, genre, author) VALUES ('one', 'poem', 1), ('two', 'novel', NULL);
