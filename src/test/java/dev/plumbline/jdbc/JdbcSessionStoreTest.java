package dev.plumbline.jdbc;

import dev.plumbline.jdbc.session.JdbcSessionStore;
import dev.plumbline.store.session.SessionStore;
import org.junit.jupiter.api.AfterEach;

final class JdbcSessionStoreTest extends SessionStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final SessionStore store =
      new JdbcSessionStore(database.dataSource(), database.address());

  @Override
  SessionStore store() {
    return store;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
