package dev.plumbline.sync.work;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Files beside the backups, with the rows that a rollback drops. */
final class SavedFiles implements SavedRows {
  private static final int LONGEST = 63;

  private final Path directory;
  private final BackupFiles storage;
  private final UUID rollback;
  private int files;

  SavedFiles(Path directory, BackupFiles storage, UUID rollback) {
    this.directory = directory;
    this.storage = storage;
    this.rollback = rollback;
  }

  /** The first line of each file has its columns. */
  @Override
  public OutputStream open(String table) throws IOException {
    files++;
    Files.createDirectories(directory);
    return storage.create(
        directory.resolve(
            storage.name("rollback-%s-%d-%s.csv".formatted(rollback, files, readable(table)))));
  }

  /** A table may have a name that no file can have. */
  private static String readable(String table) {
    String name = table.replaceAll("[^A-Za-z0-9_-]+", "_");
    return name.substring(0, Math.min(name.length(), LONGEST));
  }
}
