package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.DumpPrograms.Client;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Dumps a database into a file, and reads in the same state of the database what the file must
 * have.
 */
final class BackupMaker {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final DumpSource sources;
  private final DumpPrograms programs;
  private final BackupFiles files;
  private final BackupPolicy.Means means;
  private final Clock clock;

  BackupMaker(
      DumpSource sources,
      DumpPrograms programs,
      BackupFiles files,
      BackupPolicy.Means means,
      Clock clock) {
    this.sources = sources;
    this.programs = programs;
    this.files = files;
    this.means = means;
    this.clock = clock;
  }

  /**
   * Makes the file.
   *
   * @param needed of which tables it must have the rows where the database is larger than the
   *     policy has for a whole backup; empty: of all, however large it is
   * @param written called each second with the size of the file
   */
  Dump make(Backup backup, BackupPolicy policy, Optional<NeededTables> needed, LongConsumer written)
      throws BackupException, InterruptedException {
    String name = files.name(name(backup));
    Path file = means.directory().resolve(name);
    Path partial = partial(file);
    String application = "plumbline-backup-" + backup.id().toString().substring(0, 8);
    Instant begun = clock.instant();
    try (OpenSource source = sources.open(policy.database(), application, means.deadline())) {
      Client client = programs.fitting(source.major());
      Files.createDirectories(partial.toAbsolutePath().getParent());
      Scope scope = scope(source, policy, needed);
      AtomicLong size = new AtomicLong();
      AtomicReference<String> sha256 = new AtomicReference<>("");
      LockBudget budget = new LockBudget(means.lockWait());
      Steps.together(
          "dumping the database",
          means.deadline(),
          () -> {
            written.accept(size.get());
            budget.check(source.waiting());
          },
          List.of(
              () -> {
                sha256.set(
                    client.dump(
                        policy.database(),
                        source.snapshot(),
                        scope.withoutData(),
                        application,
                        partial,
                        means.lockWait(),
                        size::set));
                return null;
              },
              () -> {
                source.readRows(scope.withoutRows());
                return null;
              }));
      Dump dump =
          new Dump(
              name,
              Files.size(partial),
              sha256.get(),
              begun,
              clock.instant(),
              client.version(),
              source.server(),
              Optional.of(source.horizon()),
              source.content());
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      return dump;
    } catch (IOException e) {
      throw BackupException.failed(
          "the directory of backups %s cannot be written (%s)".formatted(means.directory(), e));
    } finally {
      delete(partial);
    }
  }

  /**
   * What a dump leaves out.
   *
   * @param withoutData tables without their rows, and materialized views, whose rows would be made
   *     anew of tables that are empty
   */
  private record Scope(Set<String> withoutRows, Set<String> withoutData) {
    static final Scope WHOLE = new Scope(Set.of(), Set.of());
  }

  private static Scope scope(OpenSource source, BackupPolicy policy, Optional<NeededTables> needed)
      throws BackupException {
    if (needed.isEmpty()
        || policy.narrowAbove().isEmpty()
        || source.bytes() <= policy.narrowAbove().get().bytes()) {
      return Scope.WHOLE;
    }
    TableGraph tables = source.tables();
    Set<String> withoutRows = tables.without(needed.get());
    if (withoutRows.isEmpty()) {
      return Scope.WHOLE;
    }
    Set<String> withoutData = new TreeSet<>(withoutRows);
    withoutData.addAll(tables.materializedViews());
    return new Scope(withoutRows, withoutData);
  }

  /**
   * Deletes what a process that died has written of it; also a file that was complete but not
   * recorded, because nobody knows what must be in it.
   */
  void deleteUnfinished(Backup backup) {
    // Perhaps that process did not encrypt, or we do not.
    for (String name : BackupFiles.names(name(backup))) {
      Path file = means.directory().resolve(name);
      delete(partial(file));
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It only takes space: no backup refers to it.
      System.getLogger(BackupMaker.class.getName())
          .log(System.Logger.Level.WARNING, "{0} cannot be deleted: {1}", file, e);
    }
  }

  /**
   * Unless it is encrypted. The same in each process, and in the order of time where names are
   * sorted.
   */
  private static String name(Backup backup) {
    return "%s/%s-%s.dump"
        .formatted(
            backup.environment(),
            NAME.format(backup.requestedAt()),
            backup.id().toString().substring(0, 8));
  }

  private static Path partial(Path file) {
    return BackupFiles.extended(file, ".partial");
  }

  /**
   * Ends a dump for which somebody has waited too long: a migration that waits for us makes
   * everybody wait who comes after it.
   */
  private static final class LockBudget {
    private final Duration limit;
    private Optional<Long> since = Optional.empty();

    LockBudget(Duration limit) {
      this.limit = limit;
    }

    void check(Optional<String> waiting) throws BackupException {
      if (waiting.isEmpty()) {
        since = Optional.empty();
        return;
      }
      long now = System.nanoTime();
      since = since.or(() -> Optional.of(now));
      if (now - since.get() >= limit.toNanos()) {
        throw BackupException.failed(
            "%s waited for this backup for %d s (plumbline.backups.lock-wait), so it gave way"
                .formatted(waiting.get(), limit.toSeconds()));
      }
    }
  }
}
