package dev.plumbline.rest.http;

import dev.plumbline.rest.problem.PlainProblem;
import dev.plumbline.rest.problem.ProblemType;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Metrics and health are read, in the one form that each has, whatever a client prefers. */
@Singleton
final class ManagementRules {
  void register(@Observes ManagementInterface management) {
    management.router().route().order(Integer.MIN_VALUE).handler(ManagementRules::check);
  }

  private static void check(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      new PlainProblem(ProblemType.METHOD_NOT_ALLOWED, "Send GET or HEAD.")
          .send(context.response().putHeader("Allow", "GET, HEAD"));
      return;
    }
    String accept = context.request().getHeader("Accept");
    if (accept != null && !accept.contains("*/*")) {
      // After what was asked for, anything rather than nothing.
      context.request().headers().set("Accept", accept + ",*/*;q=0.1");
    }
    context.next();
  }
}
