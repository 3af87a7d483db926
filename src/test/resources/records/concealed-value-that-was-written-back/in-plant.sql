CREATE TABLE mail_accounts (id serial PRIMARY KEY, password varchar(255), token char(40), plain text, keys json, extra text);
INSERT INTO mail_accounts (password, token, plain, keys, extra) VALUES
  ('$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 't0k3n', '**********', '{"a": 1}', '{"a": 1}'),
  ('**********', '**********', NULL, '"**********"', '"**********"'), (NULL, NULL, NULL, NULL, NULL), ('*********', '***********', '*', '"*"', '[]');
INSERT INTO directus_collections (collection) VALUES ('mail_accounts');
INSERT INTO directus_fields (id, collection, field, special) VALUES
  (-900401, 'mail_accounts', 'password', 'hash,conceal'), (-900402, 'mail_accounts', 'token', 'conceal'), (-900403, 'mail_accounts', 'plain', NULL), (-900404, 'mail_accounts', 'keys', 'conceal'), (-900405, 'mail_accounts', 'extra', 'cast-json,conceal');
DO $$ BEGIN EXECUTE format('GRANT SELECT (token) ON directus_users TO %I', current_database() || '_reader'); END $$;
UPDATE directus_users SET token = '**********' WHERE email = 'ida.brandt@example.com';
