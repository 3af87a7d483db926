package dev.plumbline.jdbc.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether a configured store can be used, asked once before the service starts. */
public final class StoreProbe {
  private static final int SECONDS = 10;

  /** Why the tables cannot be made or written; NULL if they can. */
  private static final String QUERY =
      """
      SELECT CASE
        WHEN pg_is_in_recovery() THEN 'is a standby, which is read-only'
        WHEN current_setting('transaction_read_only') = 'on'
          THEN 'is read-only for the role ' || quote_ident(current_user)
               || ': default_transaction_read_only is on'
        WHEN current_schema() IS NULL
          THEN 'has no schema for the tables: search_path is ' || current_setting('search_path')
        WHEN to_regclass('flyway_schema_history') IS NULL
             AND NOT has_schema_privilege(current_schema(), 'CREATE')
          THEN format('does not let the role %I make tables: GRANT CREATE ON SCHEMA %I TO %I',
                      current_user, current_schema(), current_user)
      END
      """;

  private StoreProbe() {}

  /** Why it cannot be used, in one sentence without credentials; empty if it can. */
  public static Optional<String> refusal(String url, String username, String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(username);
    dataSource.setPassword(password);
    dataSource.setConnectTimeout(SECONDS);
    dataSource.setSocketTimeout(SECONDS);
    StoreAddress address = StoreAddress.of(url);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return Optional.ofNullable(row.getString(1))
          .map(why -> "Plumbline's store (" + address + ") " + why);
    } catch (SQLException e) {
      return Optional.of(String.valueOf(new SqlFailures(address).noConnection(e).getMessage()));
    }
  }
}
