SELECT setval('directus_fields_id_seq', (SELECT max(id) FROM directus_fields));
SELECT setval('directus_relations_id_seq', (SELECT max(id) FROM directus_relations));
SELECT setval('directus_permissions_id_seq', (SELECT max(id) FROM directus_permissions));
DELETE FROM directus_presets WHERE id = 1000001;
SELECT setval('directus_presets_id_seq', greatest(coalesce(max(id), 1), 1), coalesce(max(id) >= 1, false)) FROM directus_presets;
SELECT setval('directus_activity_id_seq', (SELECT max(id) FROM directus_activity));
SELECT setval('directus_revisions_id_seq', (SELECT max(id) FROM directus_revisions));
SELECT setval('directus_settings_id_seq', (SELECT max(id) FROM directus_settings));
