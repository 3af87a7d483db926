package dev.plumbline.wiring;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.embedded.EmbeddedStore;
import dev.plumbline.jdbc.sql.StoreProbe;
import java.util.List;

/** Where our own store is: the configured one, or an embedded one that is started here. */
record StoreConnection(String url, String username, String password) {
  /** For the work itself and Quartz, for requests, and for metrics and health. */
  private static final List<String> POOLS = List.of("", Pool.REQUESTS + ".", Pool.PROBES + ".");

  /** It cannot be used; the message is one sentence for the operator and free of secrets. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refused(String message) {
      super(message);
    }
  }

  /**
   * @throws Refused if it is configured and cannot be used
   * @throws dev.plumbline.embedded.EmbeddedStoreException if the embedded one cannot
   */
  static StoreConnection of(Settings.Store store) {
    if (store.url().isPresent()) {
      StoreConnection connection =
          new StoreConnection(
              store.url().get(),
              store.username().orElse(""),
              store.password().map(Secret::reveal).orElse(""));
      StoreProbe.refusal(connection.url, connection.username, connection.password)
          .ifPresent(
              why -> {
                throw new Refused(why);
              });
      return connection;
    }
    EmbeddedStore embedded = EmbeddedStore.start(store.directory());
    return new StoreConnection(embedded.jdbcUrl(), embedded.username(), embedded.password());
  }

  /** As system properties: the one way to hand Quarkus what is only known once it runs. */
  void publish() {
    for (String pool : POOLS) {
      System.setProperty("quarkus.datasource." + pool + "jdbc.url", url);
      System.setProperty("quarkus.datasource." + pool + "username", username);
      System.setProperty("quarkus.datasource." + pool + "password", password);
    }
  }
}
