INSERT INTO directus_presets (id, collection) VALUES (1000001, 'articles');
SELECT setval('directus_fields_id_seq', 1);
SELECT setval('directus_relations_id_seq', 1);
SELECT setval('directus_permissions_id_seq', 1);
SELECT setval('directus_presets_id_seq', 1000000);
SELECT setval('directus_activity_id_seq', 1);
SELECT setval('directus_revisions_id_seq', 1);
SELECT setval('directus_settings_id_seq', 1, false);
