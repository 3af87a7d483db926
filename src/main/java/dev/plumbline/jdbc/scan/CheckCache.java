package dev.plumbline.jdbc.scan;

import dev.plumbline.environment.BoundedCache;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.RowVersionCache.Versioned;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.state.CheckStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The checks of the environments that were asked for last: thousands of rows, which change only
 * while a scan runs. PostgreSQL is asked each time whether they are still the same; what is
 * returned is always what is stored.
 */
public final class CheckCache {
  /** All environments together: some 10 MB. */
  static final int MOST = 20_000;

  private static final String VERSION =
      "SELECT concat_ws(' ', count(*), sum(hashtextextended("
          + RowVersionCache.VERSION
          + ", 0))) AS version FROM check_status WHERE environment = ?";

  private final BoundedCache<EnvironmentId, Versioned<List<CheckStatus>>> last =
      new BoundedCache<>(MOST, read -> read.value().size());

  public List<CheckStatus> read(Connection connection, EnvironmentId environment)
      throws SQLException {
    // Before the rows: if they change in between, they are read once more next time.
    String version =
        Sql.of(VERSION, environment.name())
            .first(connection, row -> Sql.text(row, "version"))
            .orElseThrow();
    Optional<List<CheckStatus>> known =
        last.find(environment).filter(read -> read.version().equals(version)).map(Versioned::value);
    if (known.isPresent()) {
      return known.get();
    }
    List<CheckStatus> checks = CheckTable.read(connection, environment);
    last.keep(environment, new Versioned<>(version, checks));
    return checks;
  }
}
