package dev.plumbline.wiring;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.store.embedded.EmbeddedStore;

/** Where our own store is: the configured one, or an embedded one that is started here. */
record StoreConnection(String url, String username, String password) {

  static StoreConnection of(Settings.Store store) {
    if (store.url().isPresent()) {
      return new StoreConnection(
          store.url().get(),
          store.username().orElse(""),
          store.password().map(Secret::reveal).orElse(""));
    }
    EmbeddedStore embedded = EmbeddedStore.start(store.directory());
    return new StoreConnection(embedded.jdbcUrl(), embedded.username(), embedded.password());
  }

  /** As system properties: the one way to hand Quarkus what is only known once it runs. */
  void publish() {
    System.setProperty("quarkus.datasource.jdbc.url", url);
    System.setProperty("quarkus.datasource.username", username);
    System.setProperty("quarkus.datasource.password", password);
  }
}
