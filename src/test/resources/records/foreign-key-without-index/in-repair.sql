DELETE FROM order_lines WHERE id > 900000;
ANALYZE order_lines;
