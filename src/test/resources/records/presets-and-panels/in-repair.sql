DELETE FROM directus_presets WHERE id < 0;
DELETE FROM directus_dashboards WHERE id = '00000000-0000-4000-8000-000000000005';
