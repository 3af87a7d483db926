package dev.plumbline.rest.admission;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Says of each request of the API when the work on it ends, whatever becomes of its connection. */
@Singleton
final class Work {
  private final CurrentVertxRequest current;

  Work(CurrentVertxRequest current) {
    this.current = current;
  }

  /** Before anybody else may refuse it. */
  @ServerRequestFilter(preMatching = true, priority = 0)
  void begin(ContainerRequestContext request) {
    RoutingContext context = current.getCurrent();
    if (context != null
        && context.get(Ticket.KEY) instanceof Ticket ticket
        && request instanceof ResteasyReactiveContainerRequestContext known
        && known.getServerRequestContext() instanceof ResteasyReactiveRequestContext work) {
      ticket.workBegins();
      work.registerCompletionCallback(failure -> ticket.workEnded());
    }
  }
}
