package dev.plumbline.store.state;

import java.time.Instant;
import java.util.Locale;

/** How many items a collection had. */
public record ItemCount(String collection, long count, Method method, Instant countedAt) {

  /** How it was found out. */
  public enum Method {
    EXACT,
    /** From PostgreSQL's statistics. */
    ESTIMATED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST and metrics. */
    public String label() {
      return label;
    }
  }

  /** A count without its time. */
  public record Counted(String collection, long count, Method method) {}
}
