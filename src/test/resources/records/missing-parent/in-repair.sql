UPDATE pages SET parent = NULL WHERE parent = 987654;
ALTER TABLE pages ADD CONSTRAINT pages_parent_foreign FOREIGN KEY (parent) REFERENCES pages ON DELETE SET NULL;
