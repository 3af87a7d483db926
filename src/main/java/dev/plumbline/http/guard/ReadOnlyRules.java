package dev.plumbline.http.guard;

import dev.plumbline.http.problem.PlainProblem;
import dev.plumbline.http.problem.ProblemType;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Metrics, health and the OpenAPI document are read; the framework would answer every method with
 * them. Metrics and health are answered in the one form that each has, whatever a client prefers.
 */
@Singleton
final class ReadOnlyRules {
  private static final String DOCUMENT = "/openapi(\\.[a-z]+)?/?";

  void register(@Observes Router router) {
    router
        .routeWithRegex(DOCUMENT)
        .order(Integer.MIN_VALUE)
        .handler(
            context -> {
              if (isRead(context)) {
                context.next();
              }
            });
  }

  void register(@Observes ManagementInterface management) {
    management
        .router()
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            context -> {
              if (isRead(context)) {
                takeAnything(context);
                context.next();
              }
            });
  }

  /** Ends the response if it is not. */
  private static boolean isRead(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      return true;
    }
    new PlainProblem(ProblemType.METHOD_NOT_ALLOWED, "Send GET or HEAD.")
        .send(context.response().putHeader("Allow", "GET, HEAD"));
    return false;
  }

  private static void takeAnything(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    if (accept != null && !accept.contains("*/*")) {
      // After what was asked for, anything rather than nothing.
      context.request().headers().set("Accept", accept + ",*/*;q=0.1");
    }
  }
}
