package dev.plumbline.rest.admission;

import dev.plumbline.rest.problem.ProblemType;
import dev.plumbline.schema.CanonicalJson;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonObject;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Turns away at once what cannot be served soon: more requests would only wait for each other until
 * all of them are late. The metrics and health have a port of their own and are never turned away.
 */
@Singleton
final class Admission {
  /**
   * Worked on at once: for each connection to the store one that has it and some that come next.
   */
  static final int MOST_WORKED_ON = 32;

  /** Being worked on or still being read by whoever asked. */
  static final int MOST_OPEN = 256;

  /** In seconds. */
  private static final int RETRY_AFTER = 1;

  /** Before everything else, so that turning away costs nothing. */
  private static final int PRIORITY = 10_000;

  private final Places worked = new Places(MOST_WORKED_ON);
  private final Places open = new Places(MOST_OPEN);

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  private void admit(RoutingContext context) {
    if (!open.take()) {
      turnAway(context);
      return;
    }
    if (!worked.take()) {
      open.giveBack();
      turnAway(context);
      return;
    }
    Ticket ticket = new Ticket(worked);
    // Whoever reads the answer slowly needs no place any more, nor does whoever hung up: what is
    // left
    // of that work ends when it asks for its next connection to the store (Gone).
    context.addHeadersEndHandler(begun -> ticket.giveBack());
    context.addEndHandler(
        ended -> {
          ticket.giveBack();
          open.giveBack();
        });
    context.next();
  }

  private static void turnAway(RoutingContext context) {
    ProblemType type = ProblemType.OVERLOADED;
    JsonObject problem =
        JsonObject.EMPTY
            .with("type", JsonValue.of(type.uri().toString()))
            .with("title", JsonValue.of(type.title()))
            .with("status", JsonValue.of(type.status()))
            .with("detail", JsonValue.of("Plumbline is busy. Send the request again later."));
    HttpServerResponse response = context.response();
    response
        .setStatusCode(type.status())
        .putHeader("Retry-After", Integer.toString(RETRY_AFTER))
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(CanonicalJson.write(problem));
  }
}
