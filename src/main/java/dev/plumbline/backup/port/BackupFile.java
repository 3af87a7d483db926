package dev.plumbline.backup.port;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** A file among the backups: it has rows of a database, so only its owner may read it. */
public final class BackupFile {
  private BackupFile() {}

  /**
   * Makes it, with mode 0600. Whoever writes it makes it durable ({@link FileChannel#force}).
   *
   * @throws IOException also if it exists
   */
  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
