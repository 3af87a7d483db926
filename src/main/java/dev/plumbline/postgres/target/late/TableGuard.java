package dev.plumbline.postgres.target.late;

import dev.plumbline.backup.LateFiles;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.target.late.HeldTables.Holder;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.LateRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the tables of which a plan drops or converts something in {@code ACCESS SHARE} mode, which
 * nobody waits for but who locks them exclusively: Directus, to change them. When it waits for us
 * alone, nobody writes to that table any more, so the rows that the backup lacks are saved and the
 * table is handed over. Whoever asks for a lock waits behind those who asked before (<a
 * href="https://www.postgresql.org/docs/current/explicit-locking.html">table-level locks</a>).
 */
public final class TableGuard implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final int NOBODY = 0;

  /**
   * @param pid of the session to which it was handed over
   */
  private record Released(GuardedTable table, int pid) {}

  private final LateRows late;
  private final BackupFiles files;
  private final HeldTables held;
  private final Map<Long, Released> released = new TreeMap<>();

  /** By table, how many were saved when it was handed over last. */
  private final SortedMap<String, Long> rows = new TreeMap<>();

  private final List<String> notes = new ArrayList<>();
  private long triedAt;
  private boolean gaveUp;

  private TableGuard(LateRows late, BackupFiles files, HeldTables held) {
    this.late = late;
    this.files = files;
    this.held = held;
  }

  /**
   * Locks the tables, and saves their rows once: if that cannot be, nothing has happened yet.
   *
   * @param target with a role that may read all
   * @param files how they are saved
   * @param lockWait how long a lock is waited for, and how long each statement may take that saves
   */
  public static TableGuard begin(
      DatabaseTarget target, LateRows late, BackupFiles files, Duration lockWait)
      throws StatementFailedException {
    TableGuard guard = new TableGuard(late, files, new HeldTables(target, lockWait));
    boolean begun = false;
    try {
      if (!late.files().isEmpty()) {
        guard.begin(lockWait);
      }
      begun = true;
      return guard;
    } finally {
      if (!begun) {
        guard.close();
      }
    }
  }

  private void begin(Duration limit) throws StatementFailedException {
    held.add(tables());
    for (Holder holder : held.holders()) {
      for (GuardedTable table : holder.tables().values()) {
        save(holder, table, LateFiles.incomplete(file(table)), limit);
      }
    }
  }

  private Map<Long, GuardedTable> tables() throws StatementFailedException {
    try (TargetTransaction transaction = held.begin()) {
      GuardedTables.Found found = GuardedTables.read(transaction, late);
      found.unsaved().forEach((table, why) -> notes.add(unsaved(table) + why));
      return found.byOid();
    }
  }

  public synchronized boolean isEmpty() {
    return held.isEmpty();
  }

  /** Ids of the tables that are held, as an array of SQL. */
  public synchronized String tablesHeld() {
    return held.tables();
  }

  /** Process ids of the sessions that hold them, as an array of SQL. */
  public synchronized String sessions() {
    return held.sessions();
  }

  /**
   * Saves the rows of a table for whose lock Directus waits, and for nobody but us; then releases
   * it.
   *
   * @param pid of Directus's session
   * @param limit of each statement that reads rows
   * @throws StatementFailedException if they cannot be saved: the table is still held
   */
  public synchronized void handOver(long table, int pid, Duration limit)
      throws StatementFailedException {
    Holder holder = held.alone(table);
    GuardedTable guarded = Objects.requireNonNull(holder.tables().get(table));
    rows.put(guarded.name(), save(holder, guarded, file(guarded), limit));
    held.release(holder);
    released.put(table, new Released(guarded, pid));
  }

  /**
   * Somebody else than Directus waits for us alone: whatever it is, it goes first. The table is
   * locked again as soon as that is possible.
   */
  public synchronized void giveWay(long table) throws StatementFailedException {
    Holder holder = held.alone(table);
    GuardedTable guarded = Objects.requireNonNull(holder.tables().get(table));
    held.release(holder);
    released.put(table, new Released(guarded, NOBODY));
  }

  /**
   * To be called again and again: locks again what was released. What Directus has stays locked
   * until it commits; whom we took for Directus may have been somebody else.
   */
  public synchronized void lockAgain() {
    if (gaveUp || released.isEmpty() || System.nanoTime() - triedAt < BETWEEN_TRIES.toNanos()) {
      return;
    }
    triedAt = System.nanoTime();
    try {
      released
          .keySet()
          .removeAll(
              held.addFree(released.values().stream().map(Released::table).toList()).keySet());
    } catch (StatementFailedException e) {
      // Tried again; in the end it is said.
    }
  }

  /**
   * Rows cannot be saved, and Directus must not wait for us: everything is released. Of each table
   * that was still held it is said in the end that rows may be missing.
   */
  public synchronized void giveUp(String reason) {
    gaveUp = true;
    for (Holder holder : held.holders()) {
      holder.tables().values().forEach(table -> notes.add(unsaved(table.name()) + reason));
    }
    held.close();
  }

  private Path file(GuardedTable table) {
    return file(table.name());
  }

  private Path file(String table) {
    return Objects.requireNonNull(late.files().get(table));
  }

  private long save(Holder holder, GuardedTable table, Path file, Duration limit)
      throws StatementFailedException {
    TargetTransaction transaction = holder.transaction();
    return transaction.inSavepoint(
        "the rows of `" + table.name() + "`",
        () -> {
          transaction.set("statement_timeout", limit.toMillis() + "ms");
          return new LateRowsWriter(transaction, late.horizon(), files).write(table, file);
        });
  }

  /**
   * To be called when Directus has committed.
   *
   * @param pid of its session; empty if it is not known
   * @return what was saved, and what was not; a sentence each, without full stop
   */
  public synchronized List<String> finish(Optional<Integer> pid) {
    for (Holder holder : held.holders()) {
      for (GuardedTable table : holder.tables().values()) {
        if (!rows.containsKey(table.name())) {
          untouched(holder, table);
        }
      }
    }
    for (Released table : released.values()) {
      if (pid.filter(one -> one == table.pid()).isEmpty()) {
        notes.add(unsaved(table.table().name()) + "somebody else locked the table meanwhile");
        rows.remove(table.table().name());
        markIncomplete(file(table.table()));
      }
    }
    rows.forEach(
        (table, count) -> {
          deleteIncomplete(file(table));
          if (count > 0) {
            notes.add(saved(table, count));
          }
        });
    return List.copyOf(notes);
  }

  /** It was held all the time, so Directus has changed nothing in it. */
  private void untouched(Holder holder, GuardedTable table) {
    try {
      holder.transaction().count("its session", "SELECT 1");
      Files.move(LateFiles.incomplete(file(table)), file(table), StandardCopyOption.ATOMIC_MOVE);
    } catch (StatementFailedException | IOException e) {
      notes.add(unsaved(table.name()) + e.getMessage());
    }
  }

  /** By its name the file says that the last rows may be missing. */
  private void markIncomplete(Path file) {
    try {
      if (Files.exists(file)) {
        Files.move(
            file,
            LateFiles.incomplete(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      notes.add("%s is incomplete, and cannot be renamed: %s".formatted(file, e.getMessage()));
    }
  }

  /** It has the same rows, but for those that were written last. */
  private static void deleteIncomplete(Path file) {
    try {
      Files.deleteIfExists(LateFiles.incomplete(file));
    } catch (IOException e) {
      // It only takes space, and is deleted with the backup.
    }
  }

  private String saved(String table, long count) {
    return "%d %s written since the backup to `%s`, or to Directus's tables about it: saved in %s"
        .formatted(count, count == 1 ? "row was" : "rows were", table, file(table).getFileName());
  }

  /** The sentence for people. */
  public static String notSaved(Duration limit, StatementFailedException reason) {
    return "rows that were written since the backup could not be saved within %s s (plumbline.runs.lock-wait): %s"
        .formatted(limit.toMillis() / 1000.0, reason.getMessage());
  }

  private static String unsaved(String table) {
    return LateFiles.missing(table) + ": ";
  }

  /** Releases everything. */
  @Override
  public synchronized void close() {
    held.close();
  }
}
