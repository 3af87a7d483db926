package dev.plumbline.drift;

import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import java.util.List;

/** A configured pair, source → target, with its ignore rules. */
public record Comparison(
    ComparisonName name, EnvironmentId source, EnvironmentId target, List<IgnoreRule> ignore) {
  public Comparison {
    ignore = List.copyOf(ignore);
  }

  /** Whoever may not see a side may not learn from a comparison how it differs. */
  public boolean isVisible(Access access) {
    return access.includes(source) && access.includes(target);
  }

  public boolean involves(EnvironmentId environment) {
    return source.equals(environment) || target.equals(environment);
  }
}
