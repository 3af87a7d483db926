package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * An instant of a run in which something is killed. It is prepared before the run comes there, and
 * the run stays there until it is closed.
 */
abstract class Moment implements AutoCloseable {
  final RunPair pair;

  private Moment(RunPair pair) {
    this.pair = pair;
  }

  /** Returns when the run is there. */
  abstract void await() throws SQLException;

  /** Lets whatever is still alive continue. */
  @Override
  public abstract void close() throws SQLException;

  /** What a phase does is done, but that is not recorded. */
  static Moment ended(RunPair pair, String phase) throws SQLException {
    return new Paused(pair, phase);
  }

  /** {@code pg_dump} waits for a table that somebody has locked. */
  static Moment dumping(RunPair pair) throws SQLException {
    return new Blocked(
        pair, "backup", "LOCK TABLE directus_notifications IN ACCESS EXCLUSIVE MODE");
  }

  /** The database is there in which the backup is proven; the proof is not held any longer. */
  static Moment proving(RunPair pair) throws SQLException {
    return new Proving(pair);
  }

  /** What the plan does was done in the database in which the backup was proven. */
  static Moment rehearsing(RunPair pair) throws SQLException {
    return new Rehearsing(pair);
  }

  /** Likewise, of the backup of the run that is rolled back. */
  static Moment restoring(RunPair pair) throws SQLException {
    return new Restoring(pair);
  }

  /** The transaction that changes the target waits for somebody who reads. */
  static Moment applying(RunPair pair) throws SQLException {
    return new Blocked(pair, "apply", "SELECT count(*) FROM authors");
  }

  /** The item of a new collection was created, and is not yet changed: a flow delays that. */
  static Moment created(RunPair pair, String collection) {
    return new Created(pair, collection);
  }

  /** Waits until a run is paused, and until there is somebody who can continue it. */
  final void awaitPause(StorePause pause) {
    pair.await("where it is to be killed: " + pause, pause::isReached);
    pair.awaitReplicas();
  }

  private static final class Created extends Moment {
    private final String count;

    Created(RunPair pair, String collection) {
      super(pair);
      this.count = "SELECT count(*) FROM " + collection;
    }

    @Override
    void await() {
      Sql owner = pair.production().database().owner();
      pair.await("an item is there", () -> !owner.value(count).equals("0"));
    }

    @Override
    public void close() {}
  }

  private static final class Paused extends Moment {
    private final StorePause pause;

    Paused(RunPair pair, String phase) throws SQLException {
      super(pair);
      this.pause = StorePause.at(pair.store(), phase, "ended");
    }

    @Override
    void await() {
      awaitPause(pause);
    }

    @Override
    public void close() throws SQLException {
      pause.close();
    }
  }

  private static final class Blocked extends Moment {
    private final StorePause pause;
    private final String lock;
    private @Nullable Connection holder;

    Blocked(RunPair pair, String phase, String lock) throws SQLException {
      super(pair);
      this.lock = lock;
      this.pause = StorePause.at(pair.store(), phase, "begun");
    }

    @Override
    void await() throws SQLException {
      awaitPause(pause);
      Sql owner = pair.production().database().owner();
      Connection opened = owner.connect();
      holder = opened;
      opened.setAutoCommit(false);
      // Not for somebody else: Plumbline holds tables, too, until their last rows are saved.
      String waiting;
      try (Statement statement = opened.createStatement()) {
        statement.execute(lock);
        waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                + opened.unwrap(PGConnection.class).getBackendPID()
                + " = ANY (pg_blocking_pids(pid))";
      }
      pause.close();
      pair.await("waiting for that lock", () -> !owner.value(waiting).equals("0"));
    }

    /** After a crash of the server there is no connection to be closed any more. */
    @Override
    public void close() throws SQLException {
      pause.close();
      if (holder != null) {
        holder.close();
      }
    }
  }

  /** Proofs are made one at a time on a server: the test is at work there first. */
  private static final class Proving extends Moment {
    private static final String LOCK = "SELECT pg_advisory_lock(x'706c6270726f6f'::bigint)";
    private static final String WAITS =
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final Connection holder;

    Proving(RunPair pair) throws SQLException {
      super(pair);
      this.holder = pair.proofs().connect();
      try (Statement statement = holder.createStatement()) {
        statement.execute(LOCK);
      }
    }

    @Override
    void await() throws SQLException {
      pair.await(
          "about to prove the backup",
          () -> pair.phase().equals("proof") && !pair.proofs().value(WAITS).equals("0"));
      pair.awaitReplicas();
      holder.close();
      pair.await("restoring the backup", () -> !pair.scratch().isEmpty());
    }

    @Override
    public void close() throws SQLException {
      holder.close();
    }
  }

  private static final class Rehearsing extends Moment {
    private final StorePause pause;

    Rehearsing(RunPair pair) throws SQLException {
      super(pair);
      this.pause = StorePause.at(pair.store(), "rehearsal", "ended");
    }

    @Override
    void await() {
      awaitPause(pause);
      assertThat(pair.scratch()).hasSize(1);
    }

    @Override
    public void close() throws SQLException {
      pause.close();
    }
  }

  private static final class Restoring extends Moment {
    private final StorePause pause;

    Restoring(RunPair pair) throws SQLException {
      super(pair);
      this.pause = StorePause.at(pair.store(), "restore", "begun");
    }

    @Override
    void await() throws SQLException {
      awaitPause(pause);
      pause.close();
      pair.await("restoring a backup", () -> !pair.scratch().isEmpty());
    }

    @Override
    public void close() throws SQLException {
      pause.close();
    }
  }
}
