package dev.plumbline.monitor;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import java.util.List;
import java.util.Optional;

/**
 * What the monitor knows. Everything is read from the store, so that every replica answers the
 * same; what is configured is listed even before its first poll. An empty answer means: not
 * configured.
 */
public interface Overviews {
  /** Every configured environment, sorted by its id. */
  List<EnvironmentOverview> environments();

  Optional<EnvironmentOverview> environment(EnvironmentId environment);

  /** Every configured comparison, sorted by its name; no change of any is read. */
  List<ComparisonOverview> comparisons();

  Optional<ComparisonOverview> comparison(ComparisonName name);

  /** A comparison with its changes, which are read while they are iterated. */
  Optional<ComparisonReport> report(ComparisonName name);
}
