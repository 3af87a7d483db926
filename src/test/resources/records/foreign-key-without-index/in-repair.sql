DELETE FROM order_lines WHERE id < 0;
ANALYZE order_lines;
