package dev.plumbline.store;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.CheckStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the environments that were asked for last: thousands of rows, which change only
 * while a scan runs. PostgreSQL is asked each time whether they are still the same; what is
 * returned is always what is stored.
 */
final class LastChecks {
  /** All environments together: some 10 MB. */
  static final int MOST = 20_000;

  private static final String VERSION =
      "SELECT concat_ws(' ', count(*), sum(hashtextextended("
          + UnchangedRows.VERSION
          + ", 0))) AS version FROM check_status WHERE environment = ?";

  private final ReentrantLock lock = new ReentrantLock();

  /** The one that was asked for last is the last. */
  private final Map<EnvironmentId, Read> last = new LinkedHashMap<>(16, 0.75f, true);

  private record Read(String version, List<CheckStatus> checks) {}

  List<CheckStatus> read(Connection connection, EnvironmentId environment) throws SQLException {
    // Before the rows: if they change in between, they are read once more next time.
    String version =
        Sql.of(VERSION, environment.name())
            .first(connection, row -> Sql.text(row, "version"))
            .orElseThrow();
    Read known = known(environment);
    if (known != null && known.version().equals(version)) {
      return known.checks();
    }
    List<CheckStatus> checks = CheckTable.read(connection, environment);
    remember(environment, new Read(version, checks));
    return checks;
  }

  private @Nullable Read known(EnvironmentId environment) {
    lock.lock();
    try {
      return last.get(environment);
    } finally {
      lock.unlock();
    }
  }

  private void remember(EnvironmentId environment, Read read) {
    lock.lock();
    try {
      last.put(environment, read);
      int all = last.values().stream().mapToInt(some -> some.checks().size()).sum();
      Iterator<Read> oldest = last.values().iterator();
      while (all > MOST) {
        all -= oldest.next().checks().size();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
