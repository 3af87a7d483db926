DELETE FROM directus_permissions WHERE id < 0;
