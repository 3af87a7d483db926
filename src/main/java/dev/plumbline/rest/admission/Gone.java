package dev.plumbline.rest.admission;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Whether there is nobody any more who waits for the answer to the request at hand. */
@Singleton
public final class Gone {
  private final CurrentVertxRequest current;

  public Gone(CurrentVertxRequest current) {
    this.current = current;
  }

  /** Outside of a request there always is somebody. */
  public boolean isClientGone() {
    if (!Arc.container().requestContext().isActive()) {
      return false;
    }
    RoutingContext context = current.getCurrent();
    return context != null && context.response().closed();
  }
}
