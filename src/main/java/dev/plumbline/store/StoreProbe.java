package dev.plumbline.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether a configured store can be used, asked once before the service starts. */
public final class StoreProbe {
  private static final int SECONDS = 10;

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
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      return row.next() && row.getBoolean(1)
          ? Optional.of("Plumbline's store (" + address + ") is a standby, which is read-only")
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.of(String.valueOf(new SqlFailures(address).noConnection(e).getMessage()));
    }
  }
}
