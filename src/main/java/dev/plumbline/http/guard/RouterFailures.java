package dev.plumbline.http.guard;

import dev.plumbline.http.problem.ClientDisconnects;
import dev.plumbline.http.problem.PlainProblem;
import dev.plumbline.http.problem.ProblemType;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers with a problem where no resource does: before one is found, and after one broke. */
@Singleton
final class RouterFailures {
  private static final Logger LOG = Logger.getLogger(RouterFailures.class);

  /** Before the framework's own, which is the last. */
  private static final int ORDER = Integer.MAX_VALUE - 1;

  void register(@Observes Router router) {
    router.route().order(ORDER).failureHandler(RouterFailures::answer);
    unrouted(router);
  }

  void register(@Observes ManagementInterface management) {
    management.router().route().order(ORDER).failureHandler(RouterFailures::answer);
    unrouted(management.router());
  }

  private static void unrouted(Router router) {
    for (int status : new int[] {400, 404, 405, 406, 415, 500}) {
      router.errorHandler(status, context -> problem(context, status));
    }
  }

  private static void answer(RoutingContext context) {
    Throwable failure = context.failure();
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    if (failure instanceof RejectedExecutionException) {
      status = 503;
    } else if (failure != null && status >= 500) {
      if (ClientDisconnects.is(failure)) {
        LOG.debugf(failure, "The client closed the connection");
      } else {
        LOG.errorf(failure, "A request failed: %s", context.request().path());
      }
    }
    problem(context, status);
  }

  private static void problem(RoutingContext context, int status) {
    HttpServerResponse response = context.response();
    if (response.ended()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer must not look like a whole one.
      context.request().connection().close();
      return;
    }
    PlainProblem problem = problem(status);
    if (problem.type().status() == 503) {
      response.putHeader("Retry-After", "5");
    }
    problem.send(context);
  }

  private static PlainProblem problem(int status) {
    @Nullable ProblemType type = ProblemType.ofStatus(status).orElse(null);
    if (type == null || status >= 500) {
      return status == 503
          ? new PlainProblem(
              ProblemType.STORE_UNAVAILABLE,
              "Plumbline is overloaded. Send the request again later.")
          : new PlainProblem(
              ProblemType.INTERNAL,
              "The error is in Plumbline, not in the request. See Plumbline's log.");
    }
    return new PlainProblem(type, HttpResponseStatus.valueOf(status).reasonPhrase() + ".");
  }
}
