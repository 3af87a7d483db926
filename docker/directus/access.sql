-- The role that Plumbline reads with: docs/access.md says why. Run by psql as the role that Directus connects as, once
-- Directus has made its tables. Running it again changes nothing but the password.
\getenv password READER_PASSWORD
SELECT 'CREATE ROLE plumbline LOGIN CONNECTION LIMIT 5'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline') \gexec
ALTER ROLE plumbline PASSWORD :'password';

GRANT USAGE ON SCHEMA public TO plumbline;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO plumbline;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO plumbline;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO plumbline;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO plumbline;
GRANT pg_monitor TO plumbline;

-- Directus's secrets stay out.
REVOKE SELECT ON directus_sessions, directus_settings, directus_users, directus_shares FROM plumbline;
GRANT SELECT (id, project_id) ON directus_settings TO plumbline;
GRANT SELECT (id, role, email, status) ON directus_users TO plumbline;
GRANT SELECT (id, collection, item) ON directus_shares TO plumbline;
