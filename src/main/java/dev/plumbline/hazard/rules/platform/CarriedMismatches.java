package dev.plumbline.hazard.rules.platform;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Create;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directus reads metadata and catalog as one. Where they contradict each other about something that
 * a plan changes, it carries the contradiction over, or fails (field reports F19, F27, F29).
 */
public final class CarriedMismatches implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Set<String> fromSource = new TreeSet<>();
    Set<String> inTarget = new TreeSet<>();
    for (PlannedItem item : inputs.items().values()) {
      // Also what only the target has: Directus does not see it in the source for that reason.
      fromSource.addAll(subjects(item.key()));
      if (!(item instanceof Create)) {
        inTarget.addAll(subjects(item.key()));
      }
    }
    report(HazardCode.SOURCE_MISMATCH, "source", inputs.sourceMismatches(), fromSource, collector);
    report(HazardCode.TARGET_MISMATCH, "target", inputs.targetMismatches(), inTarget, collector);
  }

  /** An item of a field is concerned by what is wrong with its collection, too. */
  private static List<String> subjects(ItemKey key) {
    return List.of(key.text(), key.collection());
  }

  private static void report(
      HazardCode code,
      String side,
      List<Mismatch> mismatches,
      Set<String> subjects,
      SuspicionCollector collector) {
    mismatches.stream()
        .filter(mismatch -> mismatch.code().effect().isCarriedOver())
        // What has no subject concerns whatever a plan has.
        .filter(
            mismatch ->
                subjects.contains(mismatch.subject())
                    || (mismatch.subject().isEmpty() && !subjects.isEmpty()))
        .forEach(
            mismatch ->
                collector.state(
                    code,
                    mismatch.subject(),
                    "in the %s, Directus's metadata and PostgreSQL disagree about %s (%s): %s"
                        .formatted(
                            side,
                            mismatch.subject().isEmpty()
                                ? "what Directus may do"
                                : Words.name(mismatch.subject()),
                            mismatch.code().label(),
                            mismatch.message()),
                    "repair the %s first, as docs/mismatches.md says of %s"
                        .formatted(side, mismatch.code().label())));
  }
}
