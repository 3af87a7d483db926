-- Whether the file of a backup lacks the rows of some tables: such a backup of a run is no backup of the database.
ALTER TABLE backup ADD COLUMN narrowed boolean NOT NULL DEFAULT false;
