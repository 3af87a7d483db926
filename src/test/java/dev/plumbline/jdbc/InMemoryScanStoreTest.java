package dev.plumbline.jdbc;

import dev.plumbline.store.ScanStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryScanStore;
import java.time.Clock;

final class InMemoryScanStoreTest extends ScanStoreContract {
  private final InMemoryScanStore store =
      new InMemoryScanStore(new InMemoryFindingStore(), Clock.systemUTC());

  @Override
  ScanStore store() {
    return store;
  }
}
