package dev.plumbline.store.history;

import dev.plumbline.store.Page;
import dev.plumbline.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Reports that were made. Every method is one transaction and throws {@link
 * StoreUnavailableException} when the store cannot be reached.
 */
public interface ReportStore {
  /**
   * Adds a report. Whoever can read one can read every one with a lower id.
   *
   * @return its id; empty if one was made on schedule of a span with the same end already, and this
   *     is another one
   */
  Optional<Long> add(Made report);

  Optional<Stored> report(long id);

  /** Newest first, without their bodies. */
  Page<Listed> reports(Optional<String> cursor, int limit);

  /**
   * Of those that were made on schedule, of spans that ended before then, the one that ended last.
   */
  Optional<Stored> lastScheduled(Instant before);

  /** When one was last made on schedule; empty if never. */
  Optional<Instant> lastScheduledMadeAt();

  /** Whether one was made on schedule of the span that ended then. */
  boolean isMade(Instant spanEnd);

  /**
   * Deletes those that were made on request before then, and the states that no report of a span
   * that begins then or later needs.
   *
   * @return how many rows were deleted
   */
  long prune(Instant before);

  /** Why a report was made. */
  enum Trigger {
    SCHEDULE,
    REQUEST;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST and in the store. */
    public String label() {
      return label;
    }
  }

  /**
   * A report to be stored.
   *
   * @param form number of the form of the body
   * @param body JSON
   */
  record Made(Trigger trigger, Span span, String zone, Instant madeAt, int form, String body) {}

  /** A report without its body. */
  record Listed(long id, Trigger trigger, Span span, String zone, Instant madeAt) {}

  /**
   * A report.
   *
   * @param form number of the form of the body
   * @param body JSON
   */
  record Stored(Listed listed, int form, String body) {}
}
