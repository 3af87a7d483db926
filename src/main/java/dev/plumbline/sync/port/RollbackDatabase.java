package dev.plumbline.sync.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.rollback.RollbackScope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongConsumer;

/** Puts back what a run changed, with the credentials that write to the target's database. */
public interface RollbackDatabase {
  /**
   * Makes everything in the scope as it is in the former database, in one transaction: all of it is
   * done, or nothing.
   *
   * @param former the proven backup of the run, restored
   * @param saved where rows and values go that the rollback drops: those written since the run into
   *     tables and columns that the run created
   * @param limits how long it may wait for a lock, and take as a whole
   * @param begun called with the id of the transaction (32 bits) before anything is changed
   */
  Outcome rollBack(
      EnvironmentId target,
      RollbackScope scope,
      BackupCopy former,
      SavedRows saved,
      Limits limits,
      LongConsumer begun)
      throws InterruptedException;

  /**
   * Adds the rows that were saved after the backup of the run ({@link LateRows}) to the former
   * database, all of them or none.
   *
   * @param files by table; of those that do not exist, nothing is added
   * @return the tables of which there is no file, or not a complete one
   * @throws TargetException if a file is damaged, or its rows are refused
   */
  List<String> addLateRows(Database former, SortedMap<String, Path> files, Limits limits)
      throws TargetException;

  /**
   * After a crash: waits until no transaction of a rollback is open in the target.
   *
   * @return false if one is still open after the limit
   */
  boolean awaitEnd(EnvironmentId target, Duration limit)
      throws TargetException, InterruptedException;

  /**
   * @param lockWait how long the rollback waits for a lock before it fails
   * @param whole of the transaction
   */
  record Limits(Duration lockWait, Duration whole) {}

  /** Where rows are kept that are dropped. */
  interface SavedRows {
    /**
     * A file on disk; closing it makes it durable.
     *
     * @param table of which rows are written to it, as {@code COPY … WITH (FORMAT csv, HEADER)}
     *     writes them
     */
    OutputStream open(String table) throws IOException;
  }

  /** How it ended. */
  sealed interface Outcome {
    /**
     * It was committed.
     *
     * @param notes what was kept because somebody wrote it since, what was saved to a file, and
     *     what could not be put back; a sentence each, without full stop
     */
    record Committed(List<String> notes) implements Outcome {
      public Committed {
        notes = List.copyOf(notes);
      }
    }

    /** Nothing was changed, for a reason in a sentence. */
    record Undone(String reason) implements Outcome {}

    /** The connection was lost while it was committed; {@link TargetSession#status} decides. */
    record Unknown(String reason) implements Outcome {}
  }
}
