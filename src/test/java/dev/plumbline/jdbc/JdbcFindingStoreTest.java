package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.NobodyWaitsException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcFindingStoreTest extends FindingStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final MonitorStore monitor = database.monitor();
  private final FindingStore findings = database.findings();

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @Test
  void nothingIsReadForSomebodyWhoIsGone() {
    AtomicBoolean gone = new AtomicBoolean();
    FindingStore asked =
        new JdbcFindingStore(
            new RequestConnections(database.dataSource(), gone::get), database.address());
    assertThat(asked.counts()).isEmpty();

    gone.set(true);

    assertThatThrownBy(asked::counts).isInstanceOf(NobodyWaitsException.class);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
