package dev.plumbline.http.admission;

import io.quarkus.arc.Arc;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Whether there is nobody any more who waits for the answer to the request at hand. */
@Singleton
public final class AbandonedRequests {

  /** Outside of a request there always is somebody. */
  public boolean isClientGone() {
    if (!Arc.container().requestContext().isActive()) {
      return false;
    }
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    return request != null && request.unwrap(RoutingContext.class).response().closed();
  }
}
