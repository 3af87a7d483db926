package dev.plumbline.store.plan;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.severity.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a plan.
 *
 * @param hazards by severity
 * @param codes hazards by code
 */
public record PlanSummary(
    int steps,
    int additions,
    int unreachable,
    SortedMap<Severity, Integer> hazards,
    SortedMap<HazardCode, Integer> codes) {
  public PlanSummary {
    hazards = Collections.unmodifiableSortedMap(new TreeMap<>(hazards));
    codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
  }

  public static PlanSummary of(Contents contents) {
    return new PlanSummary(
        contents.steps().size(),
        contents.additions().size(),
        contents.unreachable().size(),
        severities(contents.hazards()),
        codes(contents.hazards()));
  }

  /** Empty if there are no hazards. */
  public Optional<Severity> gravest() {
    return hazards.keySet().stream().findFirst();
  }

  public static SortedMap<Severity, Integer> severities(List<Hazard> hazards) {
    TreeMap<Severity, Integer> counts = new TreeMap<>();
    hazards.forEach(hazard -> counts.merge(hazard.severity(), 1, Integer::sum));
    return counts;
  }

  private static SortedMap<HazardCode, Integer> codes(List<Hazard> hazards) {
    TreeMap<HazardCode, Integer> counts = new TreeMap<>();
    hazards.forEach(hazard -> counts.merge(hazard.code(), 1, Integer::sum));
    return counts;
  }
}
