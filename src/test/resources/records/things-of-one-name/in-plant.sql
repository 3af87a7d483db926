INSERT INTO directus_policies (id, name, ip_access, admin_access, app_access) VALUES
  ('abcdef00-0000-4000-8000-000000000301', 'Writer', NULL, false, true), ('abcdef00-0000-4000-8000-000000000302', 'Writer', '', false, true),
  ('abcdef00-0000-4000-8000-000000000303', ' Writer ', NULL, false, true), ('abcdef00-0000-4000-8000-000000000304', 'writer', NULL, false, true),
  ('abcdef00-0000-4000-8000-000000000305', 'Owner', NULL, false, true), ('abcdef00-0000-4000-8000-000000000306', 'Owner', NULL, true, true),
  ('abcdef00-0000-4000-8000-000000000307', 'Office', NULL, false, true), ('abcdef00-0000-4000-8000-000000000308', 'Office', '10.0.0.0/8', false, true);
INSERT INTO directus_roles (id, name, parent) VALUES
  ('abcdef00-0000-4000-8000-000000000401', 'Desk', NULL), ('abcdef00-0000-4000-8000-000000000402', 'Desk', NULL),
  ('abcdef00-0000-4000-8000-000000000403', 'Desk', 'abcdef00-0000-4000-8000-000000000401');
INSERT INTO directus_access (id, policy, role) VALUES ('abcdef00-0000-4000-8000-000000000411', 'abcdef00-0000-4000-8000-000000000301', 'abcdef00-0000-4000-8000-000000000403');
INSERT INTO directus_flows (id, name, status, trigger) VALUES
  ('abcdef00-0000-4000-8000-000000000501', 'Twice', 'inactive', 'manual'), ('abcdef00-0000-4000-8000-000000000502', 'Twice', 'inactive', 'webhook');
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y) VALUES
  ('abcdef00-0000-4000-8000-000000000511', 'abcdef00-0000-4000-8000-000000000501', 'step', 'log', 1, 1), ('abcdef00-0000-4000-8000-000000000512', 'abcdef00-0000-4000-8000-000000000501', 'step', 'log', 2, 1),
  ('abcdef00-0000-4000-8000-000000000513', 'abcdef00-0000-4000-8000-000000000502', 'step', 'log', 1, 1);
UPDATE directus_operations SET resolve = 'abcdef00-0000-4000-8000-000000000512' WHERE id = 'abcdef00-0000-4000-8000-000000000511';
UPDATE directus_flows SET operation = 'abcdef00-0000-4000-8000-000000000511' WHERE id = 'abcdef00-0000-4000-8000-000000000501';
UPDATE directus_flows SET operation = 'abcdef00-0000-4000-8000-000000000513' WHERE id = 'abcdef00-0000-4000-8000-000000000502';
INSERT INTO directus_dashboards (id, name) VALUES ('abcdef00-0000-4000-8000-000000000601', 'Sales'), ('abcdef00-0000-4000-8000-000000000602', 'Sales');
INSERT INTO directus_folders (id, name, parent) VALUES
  ('abcdef00-0000-4000-8000-000000000701', 'Images', NULL), ('abcdef00-0000-4000-8000-000000000702', 'Old', NULL), ('abcdef00-0000-4000-8000-000000000703', 'Images', 'abcdef00-0000-4000-8000-000000000702'),
  ('abcdef00-0000-4000-8000-000000000704', 'Images', 'abcdef00-0000-4000-8000-000000000702');
INSERT INTO directus_presets (id, bookmark, collection, "user") VALUES
  (-900101, 'Mine', 'articles', NULL), (-900102, 'Mine', 'articles', NULL), (-900103, 'Mine', 'authors', NULL), (-900104, NULL, 'articles', NULL), (-900105, NULL, 'articles', NULL),
  (-900106, 'Mine', 'articles', '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0003'), (-900107, 'Mine', 'articles', '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0003');
INSERT INTO directus_translations (id, language, key, value) VALUES
  ('abcdef00-0000-4000-8000-000000000801', 'en-US', 'hello', 'Hello'), ('abcdef00-0000-4000-8000-000000000802', 'en-US', 'hello', 'Hi'), ('abcdef00-0000-4000-8000-000000000803', 'de-DE', 'hello', 'Hallo');
