package dev.plumbline.testkit;

import dev.plumbline.approval.Approver;
import dev.plumbline.audit.BackupAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Passes the same contract test as the store in PostgreSQL. */
public final class InMemoryBackupStore implements BackupStore {
  private final List<Row> rows = new ArrayList<>();
  private final InMemoryAuditStore audit;
  private long lastNumber;

  public InMemoryBackupStore(InMemoryAuditStore audit) {
    this.audit = audit;
  }

  private record Row(
      long number,
      Backup backup,
      Optional<String> key,
      Optional<Instant> provenAt,
      boolean mayBeNarrowed,
      int term,
      Instant beatAt) {
    boolean isEnded() {
      return backup.finishedAt().isPresent();
    }

    boolean isOf(EnvironmentId environment) {
      return backup.environment().equals(environment);
    }

    boolean isWhole() {
      return !mayBeNarrowed;
    }

    Lease lease() {
      return new Lease(backup.id(), term);
    }
  }

  @Override
  public synchronized Backup begin(Backup waiting, Optional<String> key, Purpose purpose) {
    Optional<Row> repeated =
        newest(
            row ->
                key.isPresent()
                    && row.key().equals(key)
                    && row.isOf(waiting.environment())
                    && waiting.requestedBy().isPresent()
                    && row.backup().requestedBy().equals(waiting.requestedBy()));
    Optional<Row> known =
        repeated.or(() -> newest(row -> row.isOf(waiting.environment()) && !row.isEnded()));
    if (known.isPresent()) {
      return known.get().backup();
    }
    rows.add(
        new Row(
            ++lastNumber,
            waiting,
            key,
            Optional.empty(),
            purpose.mayBeNarrowed(),
            1,
            Instant.now()));
    purpose
        .by()
        .ifPresent(
            by ->
                audit.append(
                    List.of(
                        BackupAudit.requested(
                            waiting.id(),
                            waiting.environment(),
                            waiting.note(),
                            by,
                            waiting.requestedAt()))));
    return waiting;
  }

  @Override
  public synchronized Optional<Backup> backup(UUID id, Access visible) {
    return newest(row -> row.backup().id().equals(id))
        .map(Row::backup)
        .filter(backup -> visible.includes(backup.environment()));
  }

  @Override
  public synchronized boolean mayBeNarrowed(UUID id) {
    return newest(row -> row.backup().id().equals(id)).filter(row -> !row.isWhole()).isPresent();
  }

  @Override
  public synchronized boolean hasKey(UUID id, String key) {
    return newest(row -> row.backup().id().equals(id) && row.key().equals(Optional.of(key)))
        .isPresent();
  }

  @Override
  public synchronized Page<Backup> backups(
      Collection<EnvironmentId> environments, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return Pages.of(
            newestFirst(
                    row ->
                        environments.contains(row.backup().environment()) && row.number() < before)
                .toList(),
            most,
            row -> Cursor.of(row.backup().requestedAt(), row.number()))
        .map(Row::backup);
  }

  @Override
  public synchronized Optional<Backup> lastEnded(EnvironmentId environment) {
    return newest(row -> row.isOf(environment) && row.isEnded() && row.isWhole()).map(Row::backup);
  }

  @Override
  public synchronized Optional<Requests> requests(EnvironmentId environment) {
    List<Instant> times =
        rows.stream()
            .filter(row -> row.isOf(environment) && row.isWhole())
            .map(row -> row.backup().requestedAt())
            .toList();
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new Requests(times.getFirst(), times.getLast()));
  }

  @Override
  public synchronized List<Backup> withFile(EnvironmentId environment) {
    return newestFirst(row -> row.isOf(environment) && row.backup().hasFile())
        .map(Row::backup)
        .toList();
  }

  @Override
  public synchronized List<Proven> proven(EnvironmentId environment, int most) {
    return newestFirst(row -> row.isOf(environment) && row.isWhole() && row.provenAt().isPresent())
        .limit(most)
        .map(InMemoryBackupStore::proven)
        .toList();
  }

  @Override
  public synchronized List<Proven> lastProven() {
    Map<EnvironmentId, Proven> last = new LinkedHashMap<>();
    newestFirst(row -> row.isWhole() && row.provenAt().isPresent())
        .forEach(row -> last.putIfAbsent(row.backup().environment(), proven(row)));
    return List.copyOf(last.values());
  }

  private static Proven proven(Row row) {
    return new Proven(
        row.backup().environment(),
        row.backup().requestedAt(),
        row.provenAt().orElseThrow(),
        row.backup().bytes());
  }

  @Override
  public synchronized Optional<Lease> reopen(UUID id, Approver by, Instant at) {
    Optional<Lease> reopened =
        newest(
                row ->
                    row.backup().id().equals(id)
                        && row.isEnded()
                        && row.backup().hasFile()
                        && newest(
                                other -> other.isOf(row.backup().environment()) && !other.isEnded())
                            .isEmpty())
            .map(
                row ->
                    replace(
                            row,
                            new Row(
                                row.number(),
                                row.backup().in(BackupState.DUMPED),
                                row.key(),
                                row.provenAt(),
                                row.mayBeNarrowed(),
                                row.term() + 1,
                                Instant.now()))
                        .lease());
    if (reopened.isPresent()) {
      audit.append(
          List.of(
              BackupAudit.verificationRequested(
                  id, backup(id).orElseThrow().environment(), by, at)));
    }
    return reopened;
  }

  @Override
  public synchronized boolean beat(Lease lease, long bytes) {
    return held(lease)
        .map(
            row ->
                replace(
                    row,
                    new Row(
                        row.number(),
                        withBytes(row.backup(), bytes),
                        row.key(),
                        row.provenAt(),
                        row.mayBeNarrowed(),
                        row.term(),
                        Instant.now())))
        .isPresent();
  }

  private static Backup withBytes(Backup b, long bytes) {
    return new Backup(
        b.id(),
        b.environment(),
        b.requestedAt(),
        b.requestedBy(),
        b.note(),
        b.state(),
        bytes,
        b.dump(),
        b.proof(),
        b.message(),
        b.finishedAt(),
        b.deletedAt());
  }

  @Override
  public synchronized boolean record(Lease lease, Backup backup) {
    return held(lease)
        .map(
            row ->
                replace(
                    row,
                    new Row(
                        row.number(),
                        backup,
                        row.key(),
                        switch (backup.state()) {
                          case PROVEN -> backup.finishedAt();
                          case DISPROVEN -> Optional.empty();
                          default -> row.provenAt();
                        },
                        mayBeNarrowed(row, backup),
                        row.term(),
                        Instant.now())))
        .isPresent();
  }

  /** What may become narrowed stays so until it is known. */
  private static boolean mayBeNarrowed(Row row, Backup next) {
    boolean isOpen = next.dump().isEmpty() && next.finishedAt().isEmpty();
    return isOpen ? row.mayBeNarrowed() : next.isNarrowed();
  }

  @Override
  public synchronized Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours) {
    return rows.stream()
        .filter(
            row ->
                !row.isEnded()
                    && ours.contains(row.backup().environment())
                    && !row.beatAt().plus(silence).isAfter(Instant.now()))
        .findFirst()
        .map(
            row ->
                replace(
                    row,
                    new Row(
                        row.number(),
                        row.backup(),
                        row.key(),
                        row.provenAt(),
                        row.mayBeNarrowed(),
                        row.term() + 1,
                        Instant.now())))
        .map(row -> new Taken(row.backup(), row.lease()));
  }

  @Override
  public synchronized void deleted(UUID id, Instant at) {
    newest(row -> row.backup().id().equals(id))
        .ifPresent(
            row -> {
              Backup b = row.backup();
              replace(
                  row,
                  new Row(
                      row.number(),
                      new Backup(
                          b.id(),
                          b.environment(),
                          b.requestedAt(),
                          b.requestedBy(),
                          b.note(),
                          b.state(),
                          b.bytes(),
                          b.dump(),
                          b.proof(),
                          b.message(),
                          b.finishedAt(),
                          Optional.of(at)),
                      row.key(),
                      row.provenAt(),
                      row.mayBeNarrowed(),
                      row.term(),
                      row.beatAt()));
            });
  }

  @Override
  public synchronized long prune(Instant before) {
    List<Row> old =
        rows.stream()
            .filter(
                row ->
                    row.backup().finishedAt().filter(before::isAfter).isPresent()
                        && !row.backup().hasFile())
            .toList();
    rows.removeAll(old);
    return old.size();
  }

  /** Whoever works on a backup has been silent for a day. */
  public synchronized void silence() {
    rows.replaceAll(
        row ->
            new Row(
                row.number(),
                row.backup(),
                row.key(),
                row.provenAt(),
                row.mayBeNarrowed(),
                row.term(),
                row.beatAt().minus(Duration.ofDays(1))));
  }

  private Optional<Row> held(Lease lease) {
    return newest(
        row ->
            row.backup().id().equals(lease.work()) && row.term() == lease.term() && !row.isEnded());
  }

  private Optional<Row> newest(Predicate<Row> filter) {
    return newestFirst(filter).findFirst();
  }

  private Stream<Row> newestFirst(Predicate<Row> filter) {
    return rows.reversed().stream().filter(filter);
  }

  private Row replace(Row row, Row by) {
    rows.set(rows.indexOf(row), by);
    return by;
  }
}
