INSERT INTO directus_versions (id, key, name, collection, item) VALUES ('00000000-0000-4000-8000-000000000015', 'draft', 'Draft', 'articles', '00000000-0000-4000-8000-000000000099'), ('00000000-0000-4000-8000-000000000016', 'draft', 'Draft', 'articles', (SELECT min(id::text) FROM articles));
INSERT INTO directus_shares (id, name, collection, item) VALUES ('00000000-0000-4000-8000-000000000017', 'For the printers', 'issues', '987654'), ('00000000-0000-4000-8000-000000000018', 'For the printers', 'issues', '1');
INSERT INTO directus_comments (id, collection, item, comment) VALUES ('00000000-0000-4000-8000-000000000019', 'pages', '987654', 'Really?'), ('00000000-0000-4000-8000-000000000020', 'pages', (SELECT min(id)::text FROM pages), 'Really!');
INSERT INTO directus_activity (id, action, collection, item) VALUES (-900001, 'update', 'vanished', '1');
INSERT INTO directus_revisions (id, activity, collection, item) VALUES (-900001, -900001, 'vanished', '1');
