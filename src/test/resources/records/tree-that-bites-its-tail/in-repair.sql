UPDATE categories SET parent = NULL WHERE id = 1;
