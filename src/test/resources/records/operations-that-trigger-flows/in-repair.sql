DELETE FROM directus_operations WHERE flow = 'abcdef00-0000-4000-8000-000000000104';
DELETE FROM directus_flows WHERE id::text LIKE 'abcdef00-%';
