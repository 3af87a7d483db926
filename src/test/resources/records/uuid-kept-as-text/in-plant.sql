CREATE TABLE u_p (id char(36) PRIMARY KEY, n text);
CREATE TABLE u_c (id serial PRIMARY KEY, p varchar(36), u char(36), i varchar(20), issue text);
CREATE TABLE u_r (id serial PRIMARY KEY, p uuid);
INSERT INTO u_p VALUES ('3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'good');
INSERT INTO u_c (p, u, i, issue) SELECT '3f2504e0-4f89-11d3-9a0c-0305e82c3301', (SELECT min(id::text) FROM directus_users), (SELECT min(id)::text FROM issues), NULL;
INSERT INTO u_c (p, u, i, issue) VALUES
  ('3f2504e0-4f89-11d3-9a0c-0305e82c3302', '00000000-0000-4000-8000-000000000000', '987654', NULL),
  ('3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'nobody', 'x1', NULL), (NULL, NULL, NULL, NULL);
INSERT INTO u_r (p) VALUES ('3f2504e0-4f89-11d3-9a0c-0305e82c3301'), ('3f2504e0-4f89-11d3-9a0c-0305e82c3302'), (NULL);
INSERT INTO directus_collections (collection) VALUES ('u_p'), ('u_c'), ('u_r');
INSERT INTO directus_fields (id, collection, field, special) VALUES (-900301, 'u_p', 'id', 'uuid'), (-900302, 'u_c', 'p', NULL), (-900303, 'u_c', 'u', NULL), (-900304, 'u_c', 'i', NULL), (-900305, 'u_r', 'p', NULL);
INSERT INTO directus_relations (id, many_collection, many_field, one_collection) VALUES
  (-900301, 'u_c', 'p', 'u_p'), (-900302, 'u_c', 'u', 'directus_users'), (-900303, 'u_c', 'i', 'issues'), (-900304, 'u_r', 'p', 'u_p');
