INSERT INTO directus_presets (id, collection, layout, layout_query, layout_options, filter) VALUES
  (-900301, 'pages', 'tabular', '{"tabular": {"fields": ["id", "nothing"], "sort": ["-nothing"]}}', NULL, '{"nothing": {"_eq": "x"}}'),
  (-900302, 'articles', 'cards', NULL, '{"cards": {"title": "{{author.nothing}}"}}', NULL),
  (-900303, 'articles', 'tabular', '{"tabular": {"fields": ["title", "author.name", "translations.title", "tags.tags_slug.label", "cover.$thumbnail", "sections.item:section_text.heading", "user_created.policies.policy.name", "count(tags)", "year(published_at)"], "sort": ["-author.account.email"]}}', '{"tabular": {"widths": {"nothing": 160}}}', '{"_and": [{"tags": {"_some": {"tags_slug": {"label": {"_eq": "x"}}}}}, {"author": {"account": {"_eq": "$CURRENT_USER"}}}, {"count(gallery)": {"_gt": 0}}, {"$FOLLOW(site,home)": {"_some": {"title": {"_nnull": true}}}}]}'),
  (-900304, 'directus_files', 'cards', '{"cards": {"sort": ["-uploaded_on"]}}', '{"cards": {"imageSource": "$thumbnail", "title": "{{ title }}", "subtitle": "{{ photographer.name }}"}}', NULL);
INSERT INTO directus_dashboards (id, name) VALUES ('00000000-0000-4000-8000-000000000301', 'Names');
INSERT INTO directus_panels (id, dashboard, type, position_x, position_y, width, height, options) VALUES
  ('00000000-0000-4000-8000-000000000302', '00000000-0000-4000-8000-000000000301', 'metric', 1, 1, 10, 10, '{"collection": "pages", "field": "nothing", "function": "count", "filter": {"nothing": {"_nnull": true}}}'),
  ('00000000-0000-4000-8000-000000000303', '00000000-0000-4000-8000-000000000301', 'list', 1, 1, 10, 10, '{"collection": "articles", "sortField": "published_at", "displayTemplate": "{{title}} {{author.portrait.$thumbnail}}", "filter": {"author": {"name": {"_eq": "{{variable}}"}}}}'),
  ('00000000-0000-4000-8000-000000000304', '00000000-0000-4000-8000-000000000301', 'variable', 1, 1, 10, 10, '{"field": "variable", "type": "string"}');
INSERT INTO directus_flows (id, name, status, trigger, operation, options) VALUES
  ('00000000-0000-4000-8000-000000000305', 'Names', 'inactive', 'manual', '00000000-0000-4000-8000-000000000306', '{"collections": ["pages"]}');
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, options) VALUES
  ('00000000-0000-4000-8000-000000000307', '00000000-0000-4000-8000-000000000305', 'write', 'item-update', 1, 1, '{"collection": "pages", "key": ["{{$trigger.keys[0]}}"], "payload": {"title": "a secret", "nothing": "another one"}}');
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, options, resolve) VALUES
  ('00000000-0000-4000-8000-000000000306', '00000000-0000-4000-8000-000000000305', 'read', 'item-read', 1, 1, '{"collection": "articles", "query": {"fields": ["*", "author.*", "{{$trigger.body.field}}"], "filter": {"author": {"name": {"_eq": "{{$trigger.nothing}}"}}}}}', '00000000-0000-4000-8000-000000000307');
INSERT INTO directus_permissions (id, policy, collection, action, fields, permissions, validation, presets) VALUES
  (-900301, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'products', 'read', 'sku,name', '{"_and": [{"nothing": {"_eq": "$CURRENT_USER"}}]}', NULL, NULL),
  (-900302, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'products', 'create', '*', '{}', '{"_and": [{"sku": {"_nnull": true}}]}', '{"nothing": "a secret"}'),
  (-900303, '5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002', 'orders', 'read', 'number,lines', '{"_and": [{"lines": {"product": {"issue": {"articles": {"author": {"account": {"_eq": "$CURRENT_USER"}}}}}}}]}', NULL, '{"status": "new"}');
INSERT INTO directus_versions (id, key, name, collection, item, hash, delta) SELECT '00000000-0000-4000-8000-000000000308', 'draft1', 'Draft', 'articles', min(id::text), 'x', '{"title": "a secret", "nothing": "another one"}' FROM articles;
INSERT INTO directus_versions (id, key, name, collection, item, hash, delta) SELECT '00000000-0000-4000-8000-000000000309', 'draft2', 'Draft', 'articles', min(id::text), 'x', '{"title": "t", "tags": {"create": [], "update": [], "delete": []}}' FROM articles;
