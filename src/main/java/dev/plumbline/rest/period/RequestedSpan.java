package dev.plumbline.rest.period;

import dev.plumbline.http.request.JsonBody;
import dev.plumbline.report.Reports;
import dev.plumbline.store.history.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The span that a request asks for; whatever is wrong with it is reported with its field. */
final class RequestedSpan {
  private RequestedSpan() {}

  /**
   * Ends the request if a field is wrong.
   *
   * @param storedSince from when on the store has anything; empty if it has nothing
   */
  static Span read(JsonBody body, Instant now, Optional<Instant> storedSince) {
    Optional<Instant> from = body.time("from").map(RequestedSpan::stored);
    Optional<Instant> to = body.time("to").map(RequestedSpan::stored);
    to.flatMap(end -> problem(end, now, storedSince)).ifPresent(why -> body.wrong("to", why));
    if (from.isPresent() && to.isPresent()) {
      problem(from.get(), to.get()).ifPresent(why -> body.wrong("from", why));
    }
    body.orThrow();
    return new Span(from.orElseThrow(), to.orElseThrow());
  }

  /** As the store holds it. */
  private static Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static Optional<String> problem(Instant to, Instant now, Optional<Instant> storedSince) {
    if (to.isAfter(now)) {
      return Optional.of(
          "'" + to + "' is in the future. A span must have ended; it is " + now + " now.");
    }
    if (storedSince.filter(since -> since.isBefore(to)).isEmpty()) {
      return Optional.of(
          "'"
              + to
              + "': nothing of this span is stored. "
              + storedSince
                  .map(
                      since ->
                          "The store has what happened since "
                              + since
                              + "; what is older was deleted after plumbline.store.retention.")
                  .orElse("Nothing has happened yet."));
    }
    return Optional.empty();
  }

  private static Optional<String> problem(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Optional.of(
          "'" + from + "' is not before '" + to + "'. Give a time before the end of the span.");
    }
    return to.isAfter(from.plus(Reports.LONGEST))
        ? Optional.of(
            "'"
                + from
                + "' is more than "
                + Reports.LONGEST.toDays()
                + " days before '"
                + to
                + "'. Give a shorter span.")
        : Optional.empty();
  }
}
