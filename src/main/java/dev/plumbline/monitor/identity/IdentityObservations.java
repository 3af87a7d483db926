package dev.plumbline.monitor.identity;

import dev.plumbline.finding.Observation;
import java.util.List;
import java.util.Set;

/**
 * What was seen in a scope.
 *
 * @param undecided codes about which nothing can be said
 */
record IdentityObservations(List<Observation> observations, Set<String> undecided) {
  IdentityObservations {
    observations = List.copyOf(observations);
    undecided = Set.copyOf(undecided);
  }
}
