package dev.plumbline.monitor.identity;

import dev.plumbline.finding.Observation;
import java.util.List;
import java.util.Set;

/**
 * What was seen in a scope.
 *
 * @param undecided codes about which nothing can be said
 */
record Seen(List<Observation> observations, Set<String> undecided) {
  Seen {
    observations = List.copyOf(observations);
    undecided = Set.copyOf(undecided);
  }
}
