package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.DatabaseContent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Restores a dump and compares what came of it with what was dumped. */
final class BackupProver {
  private final DumpSource sources;
  private final BackupRestorer restorer;
  private final BackupPolicy.Means means;
  private final Clock clock;

  BackupProver(DumpSource sources, BackupRestorer restorer, BackupPolicy.Means means, Clock clock) {
    this.sources = sources;
    this.restorer = restorer;
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
    AtomicReference<Proof> proof = new AtomicReference<>();
    Steps.together(
        "proving the backup",
        means.deadline(),
        tick::run,
        List.of(
            () -> {
              proof.set(restored(dump, begun));
              return null;
            }));
    return proof.get();
  }

  private Proof restored(Dump dump, Instant begun) throws BackupException, InterruptedException {
    try (RestoredBackup restored = restorer.restore(dump)) {
      DatabaseContent content;
      try (OpenSource open =
          sources.open(restored.database(), "plumbline-proof", means.deadline())) {
        open.readRows();
        content = open.content();
      }
      return new Proof(
          begun,
          clock.instant(),
          restored.server(),
          restored.took(),
          ContentComparison.differences(dump.content(), content));
    }
  }
}
