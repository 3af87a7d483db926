package dev.plumbline.postgres.scan;

import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.scan.ScannedDatabase.Load;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What others ask of the server. What a session is doing is told to members of {@code pg_monitor}
 * and to the superuser; to everybody else, whether it has a snapshot, which is the same but for
 * transactions that hold one while they wait for their client. Short statements are between two
 * looks: so whoever ended one just now runs one, and so do those who made many transactions since a
 * look some seconds ago. Sooner, their counters may not have been handed in.
 */
final class LoadQuery {
  /** Fewer transactions a second are a server with nothing to do. */
  private static final double BUSY = 10;

  /** Seconds between the looks, at least. */
  private static final double APART = 2;

  private static final String QUERY =
      """
      SELECT (SELECT count(*) FROM pg_stat_activity
               WHERE pid <> pg_backend_pid() AND datid IS NOT NULL AND usesysid IS NOT NULL
                 AND application_name NOT LIKE 'plumbline%'
                 AND CASE WHEN state IS NULL THEN backend_xmin IS NOT NULL OR backend_xid IS NOT NULL
                          ELSE state IN ('active', 'fastpath function call')
                               OR state_change > clock_timestamp() - interval '0.1 s' END),
             (SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted),
             (SELECT extract(epoch FROM coalesce(
                CASE WHEN pg_is_in_recovery()
                     THEN CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                               THEN interval '0'
                               ELSE clock_timestamp() - pg_last_xact_replay_timestamp() END
                     ELSE (SELECT max(replay_lag) FROM pg_stat_replication) END, interval '0'))),
             (SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database),
             extract(epoch FROM clock_timestamp())
      """;

  private record Look(double transactions, double seconds, long ours) {}

  private @Nullable Look older;
  private @Nullable Look newer;

  /**
   * @param ours how many transactions this session made so far
   */
  Load run(Asking asking, long ours) throws SQLException {
    record Told(int running, int waiting, double lag, Look look) {}
    Told told =
        asking.one(
            Phrase.of(QUERY),
            row ->
                new Told(
                    row.getInt(1),
                    row.getInt(2),
                    row.getDouble(3),
                    new Look(row.getDouble(4), row.getDouble(5), ours)));
    int running = told.running();
    if (running == 0 && rate(Optional.ofNullable(older), told.look()) > BUSY) {
      running = 1;
    }
    Look before = newer;
    if (before == null || told.look().seconds() - before.seconds() >= APART) {
      older = before == null ? told.look() : before;
      newer = told.look();
    }
    return new Load(
        running, told.waiting(), Duration.ofMillis(Math.max(0, Math.round(told.lag() * 1000))));
  }

  /** Transactions of others a second. */
  private static double rate(Optional<Look> before, Look now) {
    if (before.isEmpty()) {
      return 0;
    }
    Look then = before.get();
    double seconds = Math.max(APART, now.seconds() - then.seconds());
    double ours = now.ours() - then.ours();
    return (now.transactions() - then.transactions() - ours) / seconds;
  }
}
