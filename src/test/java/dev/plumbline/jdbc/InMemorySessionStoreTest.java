package dev.plumbline.jdbc;

import dev.plumbline.store.session.SessionStore;
import dev.plumbline.testkit.InMemorySessionStore;

final class InMemorySessionStoreTest extends SessionStoreContract {
  private final InMemorySessionStore store = new InMemorySessionStore();

  @Override
  SessionStore store() {
    return store;
  }
}
