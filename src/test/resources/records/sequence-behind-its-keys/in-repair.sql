SELECT setval('issues_id_seq', (SELECT max(id) FROM issues));
