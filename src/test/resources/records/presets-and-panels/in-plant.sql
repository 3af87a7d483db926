INSERT INTO directus_presets (id, collection) VALUES (-900001, 'vanished'), (-900002, 'directus_users'), (-900003, NULL);
INSERT INTO directus_dashboards (id, name) VALUES ('00000000-0000-4000-8000-000000000005', 'Numbers');
INSERT INTO directus_panels (id, dashboard, type, position_x, position_y, width, height, options) VALUES
  ('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000005', 'metric', 1, 1, 10, 10, '{"collection": "vanished"}'),
  ('00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000005', 'metric', 1, 1, 10, 10, '{"collection": "articles"}'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-000000000005', 'label', 1, 1, 10, 10, NULL);
