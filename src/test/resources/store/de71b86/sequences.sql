SELECT setval('poll_number_seq', 4);
SELECT setval('scan_number_seq', 4);
SELECT setval('snapshot_period_id_seq', 2);
