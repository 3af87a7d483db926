UPDATE orders SET handled_by = NULL WHERE id = (SELECT min(id) FROM orders);
ALTER TABLE orders VALIDATE CONSTRAINT orders_handled_by_foreign;
