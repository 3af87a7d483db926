package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Observation;
import dev.plumbline.store.state.ItemCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Two collections disappeared. */
public final class LossExample {
  private LossExample() {}

  public static Observation of(EnvironmentId environment, Instant at) {
    return LostCollections.disappeared(
        environment,
        new TreeSet<>(List.of("articles", "tags")),
        Map.of("articles", new ItemCount("articles", 1200, ItemCount.Method.EXACT, at)),
        at);
  }
}
