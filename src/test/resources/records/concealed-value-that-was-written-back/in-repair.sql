UPDATE directus_users SET token = NULL WHERE email = 'ida.brandt@example.com';
DO $$ BEGIN EXECUTE format('REVOKE SELECT (token) ON directus_users FROM %I', current_database() || '_reader'); END $$;
DELETE FROM directus_fields WHERE id BETWEEN -900405 AND -900401;
DELETE FROM directus_collections WHERE collection = 'mail_accounts';
DROP TABLE mail_accounts;
