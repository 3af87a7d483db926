DELETE FROM directus_relations WHERE id BETWEEN -900304 AND -900301;
DELETE FROM directus_fields WHERE id BETWEEN -900305 AND -900301;
DELETE FROM directus_collections WHERE collection IN ('depots', 'deliveries', 'returned_parcels');
DROP TABLE depots, deliveries, returned_parcels;
