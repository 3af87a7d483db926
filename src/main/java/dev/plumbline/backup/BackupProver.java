package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.backup.port.ScratchServer;
import dev.plumbline.backup.port.ScratchServer.ScratchDatabase;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.DatabaseContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Restores a dump and compares what came of it with what was dumped. */
final class BackupProver {
  private static final int BUFFER = 1 << 16;

  private final DumpSource sources;
  private final DumpPrograms programs;
  private final ScratchServer scratch;
  private final BackupPolicy.Means means;
  private final Clock clock;

  BackupProver(
      DumpSource sources,
      DumpPrograms programs,
      ScratchServer scratch,
      BackupPolicy.Means means,
      Clock clock) {
    this.sources = sources;
    this.programs = programs;
    this.scratch = scratch;
    this.means = means;
    this.clock = clock;
  }

  /**
   * Proves a dump.
   *
   * @param tick called each second
   * @throws BackupException if it could not be restored; if that is the fault of the file, it says
   *     so
   */
  Proof prove(Dump dump, Runnable tick) throws BackupException, InterruptedException {
    Instant begun = clock.instant();
    Path file = means.directory().resolve(dump.file());
    AtomicReference<Proof> proof = new AtomicReference<>();
    Steps.together(
        "proving the backup",
        means.deadline(),
        tick::run,
        List.of(
            () -> {
              requireSame(file, dump);
              proof.set(restored(file, dump, begun));
              return null;
            }));
    return proof.get();
  }

  private Proof restored(Path file, Dump dump, Instant begun)
      throws BackupException, InterruptedException {
    try (ScratchDatabase database = scratch.create(dump.content())) {
      Instant start = clock.instant();
      programs.fitting(dump.content().major()).restore(file, database.database());
      Duration restore = Duration.between(start, clock.instant());
      DatabaseContent content;
      try (OpenSource restored =
          sources.open(database.database(), "plumbline-proof", means.deadline())) {
        restored.readRows();
        content = restored.content();
      }
      return new Proof(
          begun,
          clock.instant(),
          database.server(),
          restore,
          ContentComparison.differences(dump.content(), content));
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
