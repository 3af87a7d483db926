package dev.plumbline.backup.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads files among the backups: they have rows of a database, so only their owner may
 * read them, and where that is configured they are encrypted. The end of its name says whether a
 * file is: those from before encryption was configured are read, too.
 */
public final class BackupFiles {
  /** As {@code age} names its files. */
  private static final String ENCRYPTED = ".age";

  private final Optional<FileEncryption> encryption;

  /**
   * @param encryption of new files; empty: they are not encrypted
   */
  public BackupFiles(Optional<FileEncryption> encryption) {
    this.encryption = encryption;
  }

  /** The name of a new file. */
  public String name(String plain) {
    return encryption.isPresent() ? plain + ENCRYPTED : plain;
  }

  /** Both names that a file may have. */
  public static List<String> names(String plain) {
    return List.of(plain, plain + ENCRYPTED);
  }

  public static boolean isEncrypted(Path file) {
    return file.toString().endsWith(ENCRYPTED);
  }

  /** The name of another file that is encrypted if, and only if, the first one is. */
  public static Path beside(Path file, String plain) {
    return file.resolveSibling(isEncrypted(file) ? plain + ENCRYPTED : plain);
  }

  /**
   * Beside it, with more at the end of the name, and encrypted if, and only if, the first one is.
   *
   * @param more such as {@code .partial}
   */
  public static Path extended(Path file, String more) {
    return beside(file, plainName(file) + more);
  }

  /** Its name without what says that it is encrypted. */
  public static String plainName(Path file) {
    String name = String.valueOf(file.getFileName());
    return isEncrypted(file) ? name.substring(0, name.length() - ENCRYPTED.length()) : name;
  }

  /**
   * Makes a file, with mode 0600.
   *
   * @throws IOException also if it exists
   */
  public BackupOutput create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean isOpen = false;
    try {
      BackupOutput output =
          isEncrypted(file)
              ? new BackupOutput(channel, required(file)::encrypting)
              : new BackupOutput(channel, plain -> plain);
      isOpen = true;
      return output;
    } finally {
      if (!isOpen) {
        channel.close();
        Files.delete(file);
      }
    }
  }

  /**
   * Reads a file. Where it is encrypted and damaged, reading fails.
   *
   * @throws IOException also if it cannot be decrypted
   */
  public InputStream open(Path file) throws IOException {
    if (!isEncrypted(file)) {
      return Files.newInputStream(file);
    }
    FileEncryption decryption = required(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean isOpen = false;
    try {
      ReadableByteChannel decrypting = decryption.decrypting(channel);
      isOpen = true;
      return Channels.newInputStream(decrypting);
    } finally {
      if (!isOpen) {
        channel.close();
      }
    }
  }

  private FileEncryption required(Path file) throws IOException {
    return encryption.orElseThrow(
        () ->
            new IOException(
                file + " is encrypted, but plumbline.backups.encryption.identity is not set"));
  }
}
