CREATE TABLE depots (id char(36) PRIMARY KEY, n text);
CREATE TABLE deliveries (id serial PRIMARY KEY, depot varchar(36), courier char(36), complaint varchar(20), issue text);
CREATE TABLE returned_parcels (id serial PRIMARY KEY, depot uuid);
INSERT INTO depots VALUES ('3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'good');
INSERT INTO deliveries (depot, courier, complaint, issue) SELECT '3f2504e0-4f89-11d3-9a0c-0305e82c3301', (SELECT min(id::text) FROM directus_users), (SELECT min(id)::text FROM issues), NULL;
INSERT INTO deliveries (depot, courier, complaint, issue) VALUES
  ('3f2504e0-4f89-11d3-9a0c-0305e82c3302', '00000000-0000-4000-8000-000000000000', '987654', NULL),
  ('3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'nobody', 'x1', NULL), (NULL, NULL, NULL, NULL);
INSERT INTO returned_parcels (depot) VALUES ('3f2504e0-4f89-11d3-9a0c-0305e82c3301'), ('3f2504e0-4f89-11d3-9a0c-0305e82c3302'), (NULL);
INSERT INTO directus_collections (collection) VALUES ('depots'), ('deliveries'), ('returned_parcels');
INSERT INTO directus_fields (id, collection, field, special) VALUES (-900301, 'depots', 'id', 'uuid'), (-900302, 'deliveries', 'depot', NULL), (-900303, 'deliveries', 'courier', NULL), (-900304, 'deliveries', 'complaint', NULL), (-900305, 'returned_parcels', 'depot', NULL);
INSERT INTO directus_relations (id, many_collection, many_field, one_collection) VALUES
  (-900301, 'deliveries', 'depot', 'depots'), (-900302, 'deliveries', 'courier', 'directus_users'), (-900303, 'deliveries', 'complaint', 'issues'), (-900304, 'returned_parcels', 'depot', 'depots');
