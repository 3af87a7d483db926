CREATE TABLE h (id serial PRIMARY KEY, pw varchar(255), tok char(40), plain text, keys json, extra text);
INSERT INTO h (pw, tok, plain, keys, extra) VALUES
  ('$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 't0k3n', '**********', '{"a": 1}', '{"a": 1}'),
  ('**********', '**********', NULL, '"**********"', '"**********"'), (NULL, NULL, NULL, NULL, NULL), ('*********', '***********', '*', '"*"', '[]');
INSERT INTO directus_collections (collection) VALUES ('h');
INSERT INTO directus_fields (id, collection, field, special) VALUES
  (-900401, 'h', 'pw', 'hash,conceal'), (-900402, 'h', 'tok', 'conceal'), (-900403, 'h', 'plain', NULL), (-900404, 'h', 'keys', 'conceal'), (-900405, 'h', 'extra', 'cast-json,conceal');
DO $$ BEGIN EXECUTE format('GRANT SELECT (token) ON directus_users TO %I', current_database() || '_reader'); END $$;
UPDATE directus_users SET token = '**********' WHERE email = 'ida.brandt@example.com';
