package dev.plumbline.store;

import dev.plumbline.memory.ScanStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryScanStore;

final class InMemoryScanStoreTest extends ScanStoreContract {
  private final InMemoryScanStore store = new InMemoryScanStore(new InMemoryFindingStore());

  @Override
  ScanStore store() {
    return store;
  }
}
