package dev.plumbline.wiring.page;

import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.session.JdbcSessionStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.store.session.SessionStore;
import dev.plumbline.ui.page.FormKeys;
import dev.plumbline.ui.session.SessionSecrets;
import dev.plumbline.wiring.Pool;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** What pages need beside what REST needs. */
@Singleton
class PageProducers {
  private static final int SECRET_BYTES = 32;

  @Produces
  @Singleton
  SessionStore sessions(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcSessionStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  FormKeys keys() {
    return () -> UUID.randomUUID().toString();
  }

  @Produces
  @Singleton
  SessionSecrets secrets() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[SECRET_BYTES];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    };
  }
}
