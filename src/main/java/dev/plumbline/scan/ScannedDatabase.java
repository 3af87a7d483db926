package dev.plumbline.scan;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.model.Metadata;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The databases of the environments, as a scan reads them. Never writes. */
public interface ScannedDatabase {
  /**
   * Connects, to the read replica if one is configured.
   *
   * @throws UnreadableException if the database is not configured or cannot be reached
   */
  ScanSession open(EnvironmentId environment) throws UnreadableException, InterruptedException;

  /** One connection, used by one thread; may stay open for hours, but never in a transaction. */
  interface ScanSession extends AutoCloseable {
    /** What a scan is planned from, besides the schema. To be read before any row. */
    State state() throws UnreadableException, InterruptedException;

    /** Part of the state: what decides besides the schema which checks are made. */
    CheckContext context() throws UnreadableException, InterruptedException;

    /** The schema, which is the costly part. */
    Schema schema() throws UnreadableException, InterruptedException;

    /**
     * One step on the way through the rows of some checks. Returns when about {@code aim} has
     * passed, or when it is done; a statement that cannot be parted runs longer, until the server
     * is reported to give it up or somebody waits for a lock that it holds.
     *
     * @param checks one; or several of one {@link Check#group}
     * @param position where the step before ended; empty at the beginning
     * @throws UnreadableException if these checks cannot be made, or, with {@link
     *     UnreadableException#reason()} of {@code UNREACHABLE} or {@code INTERRUPTED}, if the
     *     connection is lost
     */
    Step step(List<Check> checks, Optional<String> position, Duration aim)
        throws UnreadableException, InterruptedException;

    /** How many rows each table has, exactly or by estimate, whichever is cheap. */
    List<ItemCount.Counted> count(List<String> tables)
        throws UnreadableException, InterruptedException;

    /**
     * Keys of rows of {@code directus_files} in the order of the key.
     *
     * @param storage only those of this storage location; of all if empty
     * @param after only those behind it, which need not be there itself; from the first on if empty
     */
    List<String> files(Optional<String> storage, Optional<String> after, int limit)
        throws UnreadableException, InterruptedException;

    /** How many files a storage location has. */
    long countFiles(String storage) throws UnreadableException, InterruptedException;

    /** How much others ask of the server right now. */
    Load load() throws UnreadableException, InterruptedException;

    /**
     * A whole statement that shows the rows that break a check.
     *
     * @param found what was found: which files have no binary, SQL cannot say by itself
     */
    String sql(Check check, Tally found);

    /**
     * What a reader must know besides about rows that break a check: what hangs on them, or the
     * statement that repairs them. Names and numbers only, never a value of a record.
     */
    default Optional<String> note(Check check) throws UnreadableException, InterruptedException {
      return Optional.empty();
    }

    @Override
    void close();
  }

  /**
   * The state of a database at one moment.
   *
   * @param fingerprint of the schema; as long as it is the same, so is {@link Schema}
   * @param relations states of the tables, and of the sequences; a table whose state is the same
   *     later has the same rows, a sequence the same next value. Without those that the server does
   *     not show: a standby shows none
   * @param context what else decides which checks are made
   */
  record State(String fingerprint, SortedMap<String, TableState> relations, CheckContext context) {}

  /**
   * The schema, as one transaction saw it.
   *
   * @param snapshot rebuilt from the two
   */
  record Schema(String fingerprint, Catalog catalog, Metadata metadata, Snapshot snapshot) {}

  /**
   * What one step found.
   *
   * @param tallies of the part that it checked, one for each check
   * @param rows checked
   * @param next where to continue, in a form of the database's own that survives a restart; empty
   *     if all was checked
   * @param done how much of it all has been checked, 0 to 1
   */
  record Step(Map<CheckId, Tally> tallies, long rows, Optional<String> next, double done) {
    public Step {
      tallies = Map.copyOf(tallies);
    }
  }

  /**
   * What others ask of the server.
   *
   * @param running sessions of others that run a statement
   * @param waiting sessions that have waited for a table of this database for less than a minute,
   *     whoever holds it
   * @param lag of the standby that lags most, or of this one behind its primary; zero if it does
   *     not grow
   */
  record Load(int running, int waiting, Duration lag) {}
}
