package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.drift.words.Words;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.DatabaseContent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
   * Proves a dump. What it was restored into is dropped, unless somebody has reserved it.
   *
   * @param backup whose dump it is
   * @param tick called each second
   * @throws BackupException if it could not be restored; if that is the fault of the file, it says
   *     so
   */
  Proof prove(UUID backup, Dump dump, Runnable tick) throws BackupException, InterruptedException {
    Instant begun = clock.instant();
    AtomicReference<Proof> proof = new AtomicReference<>();
    Steps.together(
        "proving the backup",
        means.deadline(),
        tick::run,
        List.of(
            () -> {
              proof.set(restored(backup, dump, begun));
              return null;
            }));
    return proof.get();
  }

  /**
   * Proves a backup.
   *
   * @param dumped has a file
   * @return it, as it is then: {@code proven}, or why it is not
   */
  Backup tried(Backup dumped, Runnable tick, BackupListener listener) throws InterruptedException {
    try {
      Proof proof = prove(dumped.id(), dumped.dump().orElseThrow(), tick);
      if (!dumped.isNarrowed()) {
        listener.restored(dumped.environment(), proof.restore());
      }
      return tried(dumped, proof);
    } catch (BackupException e) {
      return dumped.ended(
          e.isDamage() ? BackupState.DISPROVEN : BackupState.UNPROVEN,
          e.getMessage(),
          clock.instant());
    }
  }

  /** A backup whose dump was restored, with the result. */
  static Backup tried(Backup dumped, Proof proof) {
    if (!proof.differences().isEmpty()) {
      return dumped.tried(
          proof,
          BackupState.DISPROVEN,
          "restored on %s, it differs: %s"
              .formatted(proof.server(), proof.differences().getFirst()));
    }
    DatabaseContent content = dumped.dump().orElseThrow().content();
    return dumped.tried(
        proof,
        BackupState.PROVEN,
        "restored on %s with the same schema and the same %d rows"
                .formatted(proof.server(), content.rows())
            + (content.isNarrowed()
                ? " of %d tables; it has no rows of %s"
                    .formatted(
                        content.tables().size(),
                        Words.count(content.withoutRows().size(), "other table"))
                : ""));
  }

  private Proof restored(UUID backup, Dump dump, Instant begun)
      throws BackupException, InterruptedException {
    RestoredBackup restored = restorer.restore(dump);
    boolean isTaken = false;
    try {
      DatabaseContent content;
      try (OpenSource open =
          sources.open(restored.database(), "plumbline-proof", means.deadline())) {
        open.readRows(dump.content().withoutRows());
        content = open.content();
      }
      Proof proof =
          new Proof(
              begun,
              clock.instant(),
              restored.server(),
              restored.took(),
              ContentComparison.differences(dump.content(), content));
      isTaken = proof.differences().isEmpty() && restorer.reserved().offer(backup, restored);
      return proof;
    } finally {
      if (!isTaken) {
        restored.close();
      }
    }
  }
}
