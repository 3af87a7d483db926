INSERT INTO order_lines (id, "order", product) SELECT -n, (SELECT min(id) FROM orders), (SELECT min(id::text)::uuid FROM products) FROM generate_series(1, 12000) AS n;
ANALYZE order_lines;
