package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.store.state.Scan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcScanStoreTest extends ScanStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final ScanStore store = new JdbcScanStore(database.dataSource(), database.address());

  @Override
  ScanStore store() {
    return store;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"form\":99}", "{\"form\":1}", "{"})
  void placeThatCannotBeReadIsNone(String place) throws SQLException {
    Scan scan =
        new Scan(
            Samples.uuid(1),
            Samples.STAGING,
            Trigger.REQUEST,
            Samples.NOON,
            Optional.empty(),
            Scan.State.RUNNING,
            Scan.Progress.NONE,
            Optional.empty());
    store.begin(scan);
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement update = connection.prepareStatement("UPDATE scan SET place = ?")) {
      update.setString(1, place);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }

    assertThat(store.place(scan.id())).isEmpty();
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
