INSERT INTO directus_permissions (id, policy, collection, action, fields) VALUES
  (-900001, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'vanished', 'read', '*'), (-900002, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'pages', 'read', 'title,vanished'),
  (-900003, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'authors', 'read', '*');
