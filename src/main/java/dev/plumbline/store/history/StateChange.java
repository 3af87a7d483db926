package dev.plumbline.store.history;

import dev.plumbline.store.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison, or the records of an environment, were from an instant on.
 *
 * @param part a comparison, or the scans of an environment
 * @param at when this was first recorded
 * @param state {@code in_sync}, {@code drifted} or {@code unknown}; of records {@code clean},
 *     {@code violated} or {@code unknown}
 * @param reason why it is unknown; else empty
 * @param changes of a drifted comparison how many of each severity, gravest first; else empty
 */
public record StateChange(
    Part part, Instant at, String state, Optional<String> reason, List<Integer> changes) {
  public StateChange {
    changes = List.copyOf(changes);
  }
}
