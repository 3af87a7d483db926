package dev.plumbline.report.make;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.report.part.BackupsPart;
import dev.plumbline.report.part.BackupsPart.ProvenBackup;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.history.PastBackups;
import dev.plumbline.store.history.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backups of each environment that has a database, also where there are none. */
final class EnvironmentBackups {
  private static final double MILLIS = 1000.0;

  private final Span span;
  private final Map<EnvironmentId, PastBackups> past;

  EnvironmentBackups(Span span, List<PastBackups> past) {
    this.span = span;
    this.past = past.stream().collect(toMap(PastBackups::environment, identity()));
  }

  Optional<BackupsPart> of(WatchedEnvironment watched) {
    EnvironmentId id = watched.environment().id();
    PastBackups known =
        Optional.ofNullable(past.get(id))
            .orElseGet(() -> new PastBackups(id, 0, 0, Optional.empty()));
    return watched
        .backup()
        .map(
            ignored ->
                new BackupsPart(
                    id.name(),
                    known.proven(),
                    known.failed(),
                    known.newest().flatMap(this::proven)));
  }

  private Optional<ProvenBackup> proven(Backup backup) {
    return backup.dump().flatMap(dump -> backup.proof().map(proof -> proven(backup, dump, proof)));
  }

  private ProvenBackup proven(Backup backup, Dump dump, Proof proof) {
    return new ProvenBackup(
        backup.id().toString(),
        dump.begunAt(),
        Duration.between(dump.begunAt(), span.to()).toSeconds(),
        dump.bytes(),
        proof.endedAt(),
        proof.server(),
        proof.restore().toMillis() / MILLIS);
  }
}
