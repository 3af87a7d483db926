package dev.plumbline.hazard.rules.platform;

import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.PoolerBetween;
import dev.plumbline.hazard.SuspicionCollector;
import java.util.Optional;

/**
 * A pooler between Plumbline and the target (field report F21). Which way Directus takes is not to
 * be seen, but it is usually the same. A session of a pooler keeps what its clients before set in
 * it, so that an apply may find itself read-only or in another time zone.
 */
public final class PooledSessions implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    // Without the catalog of the target everything is unknown, which is said once.
    if (inputs.items().isEmpty() || inputs.targetModel().isEmpty()) {
      return;
    }
    collector.ask(
        HazardCode.SESSIONS_POOLED,
        "",
        new PoolerBetween(),
        amounts ->
            amounts.notKnown(0)
                ? "it is unknown whether a pooler is between Directus and the database"
                : "a pooler or proxy is between Plumbline and the database, and probably between"
                    + " Directus and the database: which settings the plan is carried out with is"
                    + " unknown",
        Optional.of("configure the direct host of the database for Directus and for Plumbline"));
  }
}
