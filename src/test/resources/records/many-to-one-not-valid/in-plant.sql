ALTER TABLE orders DROP CONSTRAINT orders_handled_by_foreign;
UPDATE orders SET handled_by = '00000000-0000-4000-8000-000000000002' WHERE id = (SELECT min(id) FROM orders);
ALTER TABLE orders ADD CONSTRAINT orders_handled_by_foreign FOREIGN KEY (handled_by) REFERENCES directus_users ON DELETE SET NULL NOT VALID;
