package dev.plumbline.report.make;

import dev.plumbline.report.part.Availability;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long an environment could be read, from how its polls ended. */
final class Availabilities {
  private static final int MOST_OUTAGES = 5;

  private Availabilities() {}

  /**
   * @param runs of one environment, sorted by time
   */
  static Availability of(List<PollRun> runs, Span span, Marks marks) {
    List<Span> observed = runs.stream().map(PollRun::span).toList();
    List<Span> available = runs.stream().filter(PollRun::successful).map(PollRun::span).toList();
    List<Span> outages = outages(runs, span);
    return new Availability(
        state(runs, span.to()),
        Times.seconds(observed, span),
        Times.seconds(available, span),
        outages.size(),
        outages.stream()
            .sorted(Comparator.comparing(Span::length).reversed().thenComparing(Span::from))
            .limit(MOST_OUTAGES)
            .sorted(Comparator.comparing(Span::from))
            .toList(),
        marks.in(day -> percent(observed, available, day)));
  }

  private static String state(List<PollRun> runs, Instant end) {
    return runs.stream()
        .filter(run -> run.span().from().isBefore(end) && !run.span().to().isBefore(end))
        .findFirst()
        .map(run -> run.successful() ? "available" : "unavailable")
        .orElse("unknown");
  }

  private static Optional<Double> percent(List<Span> observed, List<Span> available, Span day) {
    long all = Times.seconds(observed, day);
    return all == 0
        ? Optional.empty()
        // Two decimals: more would only be the length of a poll.
        : Optional.of(Math.floor(1e4 * Times.seconds(available, day) / all) / 100);
  }

  /** One that was not observed for a while in between is one, as long as no poll succeeded. */
  private static List<Span> outages(List<PollRun> runs, Span span) {
    List<Span> outages = new ArrayList<>();
    boolean wasDown = false;
    for (PollRun run : runs) {
      Optional<Span> part = run.span().within(span);
      if (part.isPresent() && !run.successful()) {
        Span whole = wasDown ? new Span(outages.removeLast().from(), part.get().to()) : part.get();
        outages.add(whole);
        wasDown = true;
      } else if (run.successful()) {
        wasDown = false;
      }
    }
    return outages;
  }
}
