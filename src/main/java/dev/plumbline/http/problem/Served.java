package dev.plumbline.http.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response.Status.Family;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Every answer that is not a problem was read from the store. */
@Singleton
final class Served {
  private final StoreLog log;

  Served(StoreLog log) {
    this.log = log;
  }

  @ServerResponseFilter
  void mark(ContainerResponseContext response) {
    if (response.getStatusInfo().getFamily() == Family.SUCCESSFUL) {
      log.served();
    }
  }
}
