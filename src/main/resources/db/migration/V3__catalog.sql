-- What was read below the API: stored once, by its content, as long as an environment refers to it. Each half is gzip of our
-- own versioned JSON form (InventoryForm, MismatchForm): every poll needs the mismatches, only a comparison the inventory.
CREATE TABLE catalog_reading (
  fingerprint text COLLATE "C" PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  inventory   bytea NOT NULL,
  mismatches  bytea NOT NULL
);
-- They are compressed already.
ALTER TABLE catalog_reading ALTER COLUMN inventory SET STORAGE EXTERNAL, ALTER COLUMN mismatches SET STORAGE EXTERNAL;

-- Null without database, and until the first poll by a version that reads catalogs.
ALTER TABLE environment ADD COLUMN catalog text COLLATE "C" REFERENCES catalog_reading;
CREATE INDEX environment_catalog ON environment (catalog);

-- Our own versioned JSON form (EvidenceForm): how many rows, keys of some, the SQL that shows them. Null where it is not about rows.
ALTER TABLE finding ADD COLUMN evidence text;
