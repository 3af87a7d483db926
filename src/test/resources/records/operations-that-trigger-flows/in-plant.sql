INSERT INTO directus_flows (id, name, status, trigger, options) VALUES
  ('abcdef00-0000-4000-8000-000000000101', 'Called', 'active', 'operation', '{"return": "$last"}'),
  ('abcdef00-0000-4000-8000-000000000102', 'Sleeping', 'inactive', 'operation', '{"return": "$last"}'),
  ('abcdef00-0000-4000-8000-000000000103', 'By hand', 'inactive', 'manual', '{"collections": ["articles"]}'),
  ('abcdef00-0000-4000-8000-000000000104', 'Caller', 'inactive', 'webhook', '{"method": "GET"}');
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, options, resolve) VALUES
  ('abcdef00-0000-4000-8000-000000000201', 'abcdef00-0000-4000-8000-000000000104', 't01', 'trigger', 1, 1, '{"flow": "abcdef00-0000-4000-8000-000000000101"}', NULL);
INSERT INTO directus_operations (id, flow, key, type, position_x, position_y, options, resolve)
SELECT ('abcdef00-0000-4000-8000-0000000002' || lpad(n::text, 2, '0'))::uuid, 'abcdef00-0000-4000-8000-000000000104', 't' || lpad(n::text, 2, '0'), type, n, 1, options::json,
       ('abcdef00-0000-4000-8000-0000000002' || lpad((n - 1)::text, 2, '0'))::uuid
  FROM (VALUES
    (2, 'trigger', '{"flow": "abcdef00-0000-4000-8000-0000000001ff", "payload": "{}"}'),
    (3, 'trigger', '{"flow": null}'),
    (4, 'trigger', '{"flow": ""}'),
    (5, 'trigger', '{}'),
    (6, 'trigger', NULL),
    (7, 'trigger', '{"flow": "not a uuid"}'),
    (8, 'trigger', '{"flow": "{{ $last.flow }}"}'),
    (9, 'trigger', '{"flow": ["abcdef00-0000-4000-8000-000000000101"], "iterationMode": "serial"}'),
    (10, 'trigger', '{"flow": ["abcdef00-0000-4000-8000-0000000001ff"]}'),
    (11, 'trigger', '{"flow": "abcdef00-0000-4000-8000-000000000102"}'),
    (12, 'trigger', '{"flow": "abcdef00-0000-4000-8000-000000000103"}'),
    (13, 'log', '{"flow": "abcdef00-0000-4000-8000-0000000001ff"}'),
    (14, 'trigger', '{"flow": "ABCDEF00-0000-4000-8000-000000000101"}'),
    (15, 'item-read', '{"collection": "articles", "permissions": "abcdef00-0000-4000-8000-0000000001fe"}'),
    (16, 'item-read', '{"collection": "articles", "permissions": "$full"}'),
    (17, 'item-read', '{"collection": "articles", "permissions": "5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0001"}'),
    (18, 'log', '{"permissions": "abcdef00-0000-4000-8000-0000000001fe"}'),
    (19, 'trigger', '[]')) AS v(n, type, options)
 ORDER BY n;
UPDATE directus_flows SET operation = 'abcdef00-0000-4000-8000-000000000219' WHERE id = 'abcdef00-0000-4000-8000-000000000104';
