package dev.plumbline.backup.restore;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ScratchServer;
import dev.plumbline.backup.port.ScratchServer.ScratchDatabase;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.Backup.Dump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;

/** Restores a dump into a database of its own. */
public final class BackupRestorer {
  private static final int BUFFER = 1 << 16;

  private final DumpPrograms programs;
  private final ScratchServer scratch;
  private final Path directory;
  private final RestoredBackups reserved = new RestoredBackups();

  /**
   * @param directory of the backups
   */
  public BackupRestorer(DumpPrograms programs, ScratchServer scratch, Path directory) {
    this.programs = programs;
    this.scratch = scratch;
    this.directory = directory;
  }

  /** Those that are used after their proof. */
  public RestoredBackups reserved() {
    return reserved;
  }

  /**
   * @throws BackupException if it could not be restored; if that is the fault of the file, it says
   *     so
   */
  public RestoredBackup restore(Dump dump) throws BackupException, InterruptedException {
    Path file = directory.resolve(dump.file());
    requireSame(file, dump);
    ScratchDatabase database = scratch.create(dump.content());
    boolean isRestored = false;
    try {
      // Not by the clock of the day, which may be set back meanwhile.
      long start = System.nanoTime();
      programs.fitting(dump.content().major()).restore(file, database.database());
      isRestored = true;
      return new RestoredBackup(database, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      if (!isRestored) {
        database.close();
      }
    }
  }

  /**
   * Deletes what a process restored that died: all rows of a target are in it. To be called when
   * work was taken over. What cannot be deleted now is deleted by the next proof.
   */
  public void deleteLeft() {
    try {
      scratch.deleteLeft();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BackupException e) {
      System.getLogger(BackupRestorer.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "what a killed process restored is deleted by the next proof: {0}",
              e.getMessage());
    }
  }

  /** Cheaper than restoring, and it finds even what restoring would not show. */
  private static void requireSame(Path file, Dump dump) throws BackupException {
    try {
      if (!Files.exists(file)) {
        throw BackupException.failed(
            file + " does not exist; all replicas need the same plumbline.backups.directory");
      }
      long bytes = Files.size(file);
      if (bytes != dump.bytes()) {
        throw BackupException.damaged(
            "%s has %d bytes instead of %d".formatted(file, bytes, dump.bytes()));
      }
      if (!sha256(file).equals(dump.sha256())) {
        throw BackupException.damaged(
            file + " has changed since it was written: its SHA-256 is another one");
      }
    } catch (IOException e) {
      throw BackupException.failed(file + " cannot be read (" + e + ")");
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    byte[] buffer = new byte[BUFFER];
    try (DigestInputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (stream.read(buffer) >= 0) {
        // The digest is what is wanted.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
