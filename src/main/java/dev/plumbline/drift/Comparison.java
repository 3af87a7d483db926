package dev.plumbline.drift;

import dev.plumbline.environment.EnvironmentId;
import java.util.List;

/** A configured pair, source → target, with its ignore rules. */
public record Comparison(
    ComparisonName name, EnvironmentId source, EnvironmentId target, List<IgnoreRule> ignore) {
  public Comparison {
    ignore = List.copyOf(ignore);
  }

  public boolean involves(EnvironmentId environment) {
    return source.equals(environment) || target.equals(environment);
  }
}
