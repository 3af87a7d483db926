package dev.plumbline.postgres.scan.server;

import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.scan.ScannedDatabase.Load;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What others ask of the server, as far as a scan can make it worse. What a session is doing is
 * reported to members of {@code pg_monitor} and to the superuser; to everybody else, whether it has
 * a snapshot, which is the same but for transactions that hold one while they wait for their
 * client. Short statements are between two samples: so whoever ended one just now runs one, and so
 * do those who made many transactions since a sample some seconds ago. Sooner, their counters may
 * not have been handed in.
 *
 * <p>A session that waits for a lock does not run, nor does one that sends WAL. Locks and lags that
 * a scan has no part in do not count, or one of them would stop every scan for good: advisory
 * locks, row locks, locks of other databases; a standby that applies late on purpose, or has
 * nothing left to apply.
 */
public final class LoadQuery {
  /** Fewer transactions a second are a server with nothing to do. */
  private static final double BUSY = 10;

  /** Seconds between two samples, at least. */
  private static final double APART = 2;

  /** The oldest with {@code pg_locks.waitstart}. */
  private static final int WAIT_START = 140000;

  private static final String WAITED = "extract(epoch FROM clock_timestamp() - l.waitstart)";

  /**
   * The lag of a primary is what its standbys have not got yet: how they apply it is their own
   * matter. After a restart of its receiver, a standby says that it received less than it replayed.
   */
  private static final String QUERY =
      """
      SELECT (SELECT count(*) FROM pg_stat_activity a
               WHERE a.pid <> pg_backend_pid() AND a.datid IS NOT NULL AND a.usesysid IS NOT NULL
                 AND a.application_name NOT LIKE 'plumbline%%'
                 AND CASE WHEN a.state IS NULL THEN a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL
                          ELSE a.state IN ('active', 'fastpath function call')
                               OR a.state_change > clock_timestamp() - interval '0.1 s' END
                 AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND NOT l.granted)
                 AND NOT EXISTS (SELECT FROM pg_stat_replication r WHERE r.pid = a.pid)),
             w.waits, w.waited,
             (SELECT extract(epoch FROM coalesce(
                CASE WHEN pg_is_in_recovery()
                     THEN CASE WHEN coalesce(pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(), true)
                                 OR pg_is_wal_replay_paused()
                                 OR current_setting('recovery_min_apply_delay') <> '0'
                               THEN interval '0'
                               ELSE clock_timestamp() - pg_last_xact_replay_timestamp() END
                     ELSE (SELECT max(r.flush_lag) FROM pg_stat_replication r
                            WHERE NOT EXISTS (SELECT FROM pg_replication_slots s
                                               WHERE s.active_pid = r.pid AND s.slot_type = 'logical'))
                END, interval '0'))),
             (SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database),
             extract(epoch FROM clock_timestamp())
        FROM (SELECT array_agg(concat_ws(' ', l.pid, l.virtualtransaction, l.relation, l.mode)) AS waits,
                     array_agg(%s) AS waited
                FROM pg_locks l
                LEFT JOIN pg_stat_activity a ON a.pid = l.pid AND a.application_name LIKE 'plumbline%%'
               WHERE NOT l.granted AND l.locktype = 'relation' AND a.pid IS NULL
                 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) w
      """;

  private record Sample(double transactions, double seconds, long ours) {}

  private final SqlFragment query;
  private final LockWaits waits = new LockWaits();
  private final LagTrend lag = new LagTrend();
  private @Nullable Sample older;
  private @Nullable Sample newer;

  /**
   * @param version {@code server_version_num}
   */
  public LoadQuery(int version) {
    this.query = SqlFragment.of(QUERY.formatted(version >= WAIT_START ? WAITED : "NULL::float8"));
  }

  /**
   * @param ours how many transactions this session made so far
   */
  public Load run(ScanTransaction transaction, long ours) throws SQLException {
    record Answer(int running, List<LockWaits.Wait> waits, double lag, Sample look) {}
    Answer answer =
        transaction.one(
            query,
            row ->
                new Answer(
                    row.getInt(1),
                    waits(row.getArray(2), row.getArray(3)),
                    row.getDouble(4),
                    new Sample(row.getDouble(5), row.getDouble(6), ours)));
    Sample now = answer.look();
    int running = answer.running();
    if (running == 0 && rate(Optional.ofNullable(older), now) > BUSY) {
      running = 1;
    }
    Sample before = newer;
    if (before == null || now.seconds() - before.seconds() >= APART) {
      older = before == null ? now : before;
      newer = now;
    }
    double growing = lag.growing(now.seconds(), answer.lag());
    return new Load(
        running,
        waits.young(now.seconds(), answer.waits()),
        Duration.ofMillis(Math.round(growing * 1000)));
  }

  private static List<LockWaits.Wait> waits(@Nullable Array what, @Nullable Array waited)
      throws SQLException {
    List<LockWaits.Wait> waits = new ArrayList<>();
    if (what != null && waited != null) {
      String[] names = (String[]) what.getArray();
      @Nullable Number[] seconds = (@Nullable Number[]) waited.getArray();
      for (int i = 0; i < names.length; i++) {
        Number known = seconds[i];
        waits.add(new LockWaits.Wait(names[i], known == null ? 0 : known.doubleValue()));
      }
    }
    return waits;
  }

  /** Transactions of others a second. */
  private static double rate(Optional<Sample> before, Sample now) {
    if (before.isEmpty()) {
      return 0;
    }
    Sample then = before.get();
    double seconds = Math.max(APART, now.seconds() - then.seconds());
    double ours = now.ours() - then.ours();
    return (now.transactions() - then.transactions() - ours) / seconds;
  }
}
