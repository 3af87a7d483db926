package dev.plumbline.monitor.overview;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import java.util.List;
import java.util.Optional;

/**
 * What the monitor knows. Everything is read from the store, so that every replica answers the
 * same; what is configured is listed even before its first poll. An empty answer means: not
 * configured.
 */
public interface Overviews {
  /** Every configured environment that may be seen, sorted by its id; nothing else is read. */
  List<EnvironmentOverview> environments(Access visible);

  Optional<EnvironmentOverview> environment(EnvironmentId environment);

  /**
   * Every configured comparison of which both sides may be seen, sorted by its name; nothing else
   * is read, and no change of any.
   */
  List<ComparisonOverview> comparisons(Access visible);

  Optional<ComparisonOverview> comparison(ComparisonName name);

  /** A comparison with its changes, which are read while they are iterated. */
  Optional<ComparisonReport> report(ComparisonName name);
}
