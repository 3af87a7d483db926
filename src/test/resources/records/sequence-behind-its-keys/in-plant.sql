SELECT setval('issues_id_seq', 1);
