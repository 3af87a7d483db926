package dev.plumbline.ops;

import dev.plumbline.ops.gauge.GaugeFamily;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Sets the gauges of shared state before Quarkus writes what Micrometer has. Scrapes that overlap
 * read the store side by side, but set and write one after the other: none must show one gauge from
 * its own reading and another gauge from the next.
 */
@Singleton
final class ScrapeRoute {
  /** Matches without the last part as well. */
  private static final String PATH = "/q/metrics/*";

  /** Before the route of Quarkus, which has 2. */
  private static final int ORDER = 0;

  private final StateGauges gauges;

  /** Succeeds once the last scrape in the queue is written, or nobody waits for it. */
  private Future<Void> lastWritten = Future.succeededFuture();

  ScrapeRoute(StateGauges gauges) {
    this.gauges = gauges;
  }

  void register(@Observes ManagementInterface management) {
    management.router().route(PATH).order(ORDER).handler(this::begin);
  }

  private void begin(RoutingContext scrape) {
    Context context = scrape.vertx().getOrCreateContext();
    Promise<Void> written = Promise.promise();
    // The whole body exists when its headers are written, however slowly the client reads it.
    scrape.addHeadersEndHandler(headers -> written.tryComplete());
    scrape.addEndHandler(ended -> written.tryComplete());
    Future<@Nullable List<GaugeFamily>> read = context.executeBlocking(gauges::read, false);
    inTurn(context, read, written.future()).onSuccess(set -> scrape.next()).onFailure(scrape::fail);
  }

  private synchronized Future<Void> inTurn(
      Context context, Future<@Nullable List<GaugeFamily>> read, Future<Void> written) {
    Future<Void> set =
        lastWritten
            .compose(turn -> read)
            .compose(families -> context.executeBlocking(setting(families), false))
            .mapEmpty();
    lastWritten = set.transform(ignored -> written);
    return set;
  }

  private Callable<?> setting(@Nullable List<GaugeFamily> families) {
    return Executors.callable(() -> gauges.set(Objects.requireNonNull(families)));
  }
}
