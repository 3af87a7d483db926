package dev.plumbline.http.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts wrong tokens, logs them once a minute, and says which addresses send too many. A right
 * token is let in all the same: behind a proxy everybody has one address.
 */
@Singleton
public class WrongTokens {
  private static final Logger LOG = Logger.getLogger(WrongTokens.class);

  /** Of one address in one minute. */
  public static final int LIMIT = 20;

  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** More addresses than that in a minute share one count. */
  private static final int ADDRESSES = 10_000;

  private final Clock clock;
  private final Counter counter;

  private final Map<String, Integer> counts = new HashMap<>();
  private Instant windowEnds = Instant.MIN;
  private Instant logAgain = Instant.MIN;
  private long unlogged;

  public WrongTokens(Clock clock, MeterRegistry registry) {
    this.clock = clock;
    this.counter =
        Counter.builder("plumbline.wrong.tokens")
            .description("Requests with a token that is not configured.")
            .register(registry);
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    counter.increment(0);
  }

  /**
   * One more came.
   *
   * @return whether there are too many from there
   */
  public synchronized boolean isTooMany(String address) {
    counter.increment();
    Instant now = clock.instant();
    if (isOver(windowEnds, now)) {
      counts.clear();
      windowEnds = now.plus(WINDOW);
    }
    String source = network(address);
    if (!counts.containsKey(source) && counts.size() >= ADDRESSES) {
      source = "others";
    }
    int count = counts.merge(source, 1, Integer::sum);
    unlogged++;
    if (isOver(logAgain, now)) {
      LOG.warnf("%d requests with a wrong token, the last one from %s", unlogged, address);
      logAgain = now.plus(WINDOW);
      unlogged = 0;
    }
    return count > LIMIT;
  }

  /** Also where the clock was ahead when the end was set. */
  private static boolean isOver(Instant end, Instant now) {
    return !now.isBefore(end) || end.isAfter(now.plus(WINDOW));
  }

  /** Of IPv6 the half that one owner has all addresses of. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    return groups.length < 5
        ? address
        : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }
}
