package dev.plumbline.http.admission;

import dev.plumbline.http.problem.PlainProblem;
import dev.plumbline.http.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
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
  static final int MOST_WORKED_ON = 64;

  /** Being worked on or still being read by whoever asked. */
  static final int MOST_OPEN = 256;

  /** In seconds. */
  private static final int RETRY_AFTER = 1;

  /** Before everything else, so that turning away costs nothing. */
  private static final int PRIORITY = 10_000;

  private final RequestSlots worked = new RequestSlots(MOST_WORKED_ON);
  private final RequestSlots open = new RequestSlots(MOST_OPEN);

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
    // A slow reader needs no place any more, nor does a client that has closed the connection: the
    // rest of that work ends when it asks for its next connection to the store.
    context.addHeadersEndHandler(begun -> ticket.giveBack());
    context.addEndHandler(
        ended -> {
          ticket.giveBack();
          open.giveBack();
        });
    context.next();
  }

  private static void turnAway(RoutingContext context) {
    context.response().putHeader("Retry-After", Integer.toString(RETRY_AFTER));
    new PlainProblem(ProblemType.OVERLOADED, "Plumbline is busy. Send the request again later.")
        .send(context);
  }
}
