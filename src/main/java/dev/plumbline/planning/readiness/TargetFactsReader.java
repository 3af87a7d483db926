package dev.plumbline.planning.readiness;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;

/** Asks a target's database about the roles of a run, as the role that watches. */
@FunctionalInterface
public interface TargetFactsReader {
  /** Never throws because of an environment. */
  Fact<TargetFacts> read(EnvironmentId target);
}
