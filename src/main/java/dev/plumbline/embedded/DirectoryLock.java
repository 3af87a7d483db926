package dev.plumbline.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second Plumbline away from a directory. The operating system releases it when the process
 * ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "lock";
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws EmbeddedStoreException if the directory is in use or cannot be written
   */
  public static DirectoryLock take(Path directory) {
    return take(directory, Duration.ZERO);
  }

  /**
   * Waits while another process has it, but not longer than this. Not for two threads of one
   * process: the one that tries would release the lock of the other.
   */
  static DirectoryLock take(Path directory, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    Optional<DirectoryLock> taken = tryTake(directory);
    while (taken.isEmpty() && System.nanoTime() < end) {
      pause();
      taken = tryTake(directory);
    }
    return taken.orElseThrow(() -> inUse(directory));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStoreException("interrupted while a directory was in use", e);
    }
  }

  private static EmbeddedStoreException inUse(Path directory) {
    return new EmbeddedStoreException(
        "the directory of the store, "
            + directory
            + ", is in use by another Plumbline (process "
            + owner(directory)
            + "): stop that one, or set another plumbline.store.directory");
  }

  private static Optional<DirectoryLock> tryTake(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      // For the owner only, if it is made here.
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid));
      return Optional.of(new DirectoryLock(channel));
    } catch (IOException e) {
      throw DiskSpace.unusable(directory, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  private static String owner(Path directory) {
    try {
      String pid = Files.readString(directory.resolve(FILE)).strip();
      return pid.isEmpty() ? "unknown" : pid;
    } catch (IOException e) {
      throw DiskSpace.unusable(directory, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedStoreException("the lock of the store cannot be released", e);
    }
  }
}
