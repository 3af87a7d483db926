DELETE FROM directus_relations WHERE id BETWEEN -900304 AND -900301;
DELETE FROM directus_fields WHERE id BETWEEN -900305 AND -900301;
DELETE FROM directus_collections WHERE collection IN ('u_p', 'u_c', 'u_r');
DROP TABLE u_p, u_c, u_r;
