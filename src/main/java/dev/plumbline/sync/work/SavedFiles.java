package dev.plumbline.sync.work;

import dev.plumbline.backup.port.BackupFile;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Files beside the backups, with the rows that a rollback drops. */
final class SavedFiles implements SavedRows {
  private static final int LONGEST = 63;

  private final Path directory;
  private final UUID rollback;
  private int files;

  SavedFiles(Path directory, UUID rollback) {
    this.directory = directory;
    this.rollback = rollback;
  }

  /** The first line of each file has its columns. */
  @Override
  public OutputStream open(String table) throws IOException {
    files++;
    Files.createDirectories(directory);
    FileChannel channel =
        BackupFile.create(
            directory.resolve("rollback-%s-%d-%s.csv".formatted(rollback, files, readable(table))));
    return new FilterOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (channel.isOpen()) {
          // What is dropped from the database must survive the machine.
          channel.force(true);
        }
        super.close();
      }
    };
  }

  /** A table may have a name that no file can have. */
  private static String readable(String table) {
    String name = table.replaceAll("[^A-Za-z0-9_-]+", "_");
    return name.substring(0, Math.min(name.length(), LONGEST));
  }
}
