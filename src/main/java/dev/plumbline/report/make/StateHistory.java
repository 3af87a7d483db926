package dev.plumbline.report.make;

import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one comparison, or the records of one environment, were when.
 *
 * @param changes sorted by time
 * @param recorded when the states were known; outside of it nobody knows, whatever was before
 */
record StateHistory(List<StateChange> changes, List<Span> recorded) {
  StateHistory {
    changes = List.copyOf(changes);
    recorded = List.copyOf(recorded);
  }

  /** Empty if nothing was recorded of it then. */
  Optional<StateChange> at(Instant instant) {
    return recorded.stream().anyMatch(span -> span.contains(instant))
        ? changes.stream()
            .filter(change -> !change.at().isAfter(instant))
            .reduce((earlier, later) -> later)
        : Optional.empty();
  }

  /** How long it was in a state. */
  long seconds(String state, Span within) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Instant from = changes.get(i).at();
      Instant to = i + 1 < changes.size() ? changes.get(i + 1).at() : within.to();
      if (changes.get(i).state().equals(state) && from.isBefore(to)) {
        Span whole = new Span(from, to);
        recorded.stream().flatMap(span -> span.within(whole).stream()).forEach(spans::add);
      }
    }
    return Times.seconds(spans, within);
  }
}
