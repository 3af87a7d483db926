INSERT INTO directus_flows (id, name, status, trigger, operation, options) VALUES
  ('00000000-0000-4000-8000-000000000009', 'Gone', 'inactive', 'manual', '00000000-0000-4000-8000-000000000099', NULL),
  ('00000000-0000-4000-8000-000000000010', 'Of the vanished', 'inactive', 'event', NULL, '{"type": "action", "collections": ["articles", "vanished"]}'),
  ('00000000-0000-4000-8000-000000000011', 'Works', 'inactive', 'manual', '00000000-0000-4000-8000-000000000012', '{"collections": ["articles"]}');
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, options) VALUES
  ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000011', 'read', 'item-read', 1, 1, '{"collection": "vanished"}'),
  ('00000000-0000-4000-8000-000000000013', '00000000-0000-4000-8000-000000000011', 'then', 'log', 1, 1, NULL), ('00000000-0000-4000-8000-000000000014', '00000000-0000-4000-8000-000000000011', 'never', 'log', 1, 1, NULL);
UPDATE directus_operations SET resolve = '00000000-0000-4000-8000-000000000013' WHERE id = '00000000-0000-4000-8000-000000000012';
