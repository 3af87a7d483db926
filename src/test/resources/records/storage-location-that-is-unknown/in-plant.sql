INSERT INTO directus_files (id, storage, filename_disk, filename_download) VALUES
  ('ffffff00-0000-4000-8000-000000000001', 's3', 'a.txt', 'a.txt'), ('ffffff00-0000-4000-8000-000000000002', 's3', 'b.txt', 'b.txt'), ('ffffff00-0000-4000-8000-000000000003', 's3', 'c.txt', 'c.txt');
