ALTER TABLE directus_permissions DROP CONSTRAINT directus_permissions_policy_foreign;
INSERT INTO directus_permissions (id, policy, collection, action, fields) VALUES (-900201, 'abcdef00-0000-4000-8000-000000000901', 'articles', 'read', '*');
ALTER TABLE directus_access DROP CONSTRAINT directus_access_policy_foreign, DROP CONSTRAINT directus_access_role_foreign, DROP CONSTRAINT directus_access_user_foreign;
INSERT INTO directus_access (id, policy, role, "user") VALUES
  ('abcdef00-0000-4000-8000-000000000911', 'abcdef00-0000-4000-8000-000000000901', '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0001', NULL),
  ('abcdef00-0000-4000-8000-000000000912', '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'abcdef00-0000-4000-8000-000000000901', NULL),
  ('abcdef00-0000-4000-8000-000000000913', '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', NULL, 'abcdef00-0000-4000-8000-000000000901');
ALTER TABLE directus_users DROP CONSTRAINT directus_users_role_foreign;
UPDATE directus_users SET role = 'abcdef00-0000-4000-8000-000000000901', avatar = 'abcdef00-0000-4000-8000-000000000902' WHERE email = 'ida.brandt@example.com';
ALTER TABLE directus_presets DROP CONSTRAINT directus_presets_user_foreign, DROP CONSTRAINT directus_presets_role_foreign;
INSERT INTO directus_presets (id, collection, "user", role) VALUES (-900202, 'articles', 'abcdef00-0000-4000-8000-000000000901', NULL), (-900203, 'articles', NULL, 'abcdef00-0000-4000-8000-000000000901'), (-900204, 'articles', NULL, NULL);
ALTER TABLE directus_files DROP CONSTRAINT directus_files_folder_foreign, DROP CONSTRAINT directus_files_modified_by_foreign;
UPDATE directus_files SET folder = 'abcdef00-0000-4000-8000-000000000901', modified_by = 'abcdef00-0000-4000-8000-000000000901' WHERE id = (SELECT id FROM directus_files WHERE storage = 'local' ORDER BY id DESC LIMIT 1);
ALTER TABLE directus_files ADD CONSTRAINT directus_files_modified_by_foreign FOREIGN KEY (modified_by) REFERENCES directus_users NOT VALID;
ALTER TABLE directus_operations DROP CONSTRAINT directus_operations_flow_foreign, DROP CONSTRAINT directus_operations_resolve_foreign;
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, resolve) VALUES ('abcdef00-0000-4000-8000-000000000921', 'abcdef00-0000-4000-8000-000000000901', 'lost', 'log', 1, 1, 'abcdef00-0000-4000-8000-000000000902');
ALTER TABLE directus_panels DROP CONSTRAINT directus_panels_dashboard_foreign;
INSERT INTO directus_panels (id, dashboard, type, position_x, position_y, width, height) VALUES ('abcdef00-0000-4000-8000-000000000931', 'abcdef00-0000-4000-8000-000000000901', 'label', 1, 1, 10, 10);
ALTER TABLE directus_roles DROP CONSTRAINT directus_roles_parent_foreign;
INSERT INTO directus_roles (id, name, parent) VALUES ('abcdef00-0000-4000-8000-000000000941', 'Orphaned role', 'abcdef00-0000-4000-8000-000000000901');
ALTER TABLE directus_folders DROP CONSTRAINT directus_folders_parent_foreign;
INSERT INTO directus_folders (id, name, parent) VALUES ('abcdef00-0000-4000-8000-000000000951', 'Orphaned folder', 'abcdef00-0000-4000-8000-000000000901');
ALTER TABLE directus_revisions DROP CONSTRAINT directus_revisions_activity_foreign;
INSERT INTO directus_revisions (id, activity, collection, item) VALUES (-900205, -900205, 'articles', '1');
