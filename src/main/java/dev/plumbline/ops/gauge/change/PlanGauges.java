package dev.plumbline.ops.gauge.change;

import dev.plumbline.approval.PlanState;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.ops.gauge.Gauge;
import dev.plumbline.ops.gauge.GaugeFamily;
import dev.plumbline.store.plan.PlanStore.Counts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The gauges of plans; every state has a series for every target that is configured. */
public final class PlanGauges {
  private PlanGauges() {}

  public static List<GaugeFamily> of(Collection<Comparison> comparisons, Counts counts) {
    TreeSet<EnvironmentId> targets = new TreeSet<>();
    comparisons.forEach(comparison -> targets.add(comparison.target()));
    return List.of(plans(targets, counts), hazards(targets, counts));
  }

  private static GaugeFamily plans(SortedSet<EnvironmentId> targets, Counts counts) {
    Map<List<String>, Long> numbers = new HashMap<>();
    counts
        .states()
        .forEach(
            count ->
                numbers.merge(
                    List.of(count.target().name(), count.state().label()),
                    count.count(),
                    Long::sum));
    GaugeFamily family = new GaugeFamily(Gauge.PLANS);
    for (EnvironmentId target : targets) {
      for (PlanState.Kind state : PlanState.Kind.values()) {
        family.with(
            numbers.getOrDefault(List.of(target.name(), state.label()), 0L),
            target.name(),
            state.label());
      }
    }
    return family;
  }

  private static GaugeFamily hazards(SortedSet<EnvironmentId> targets, Counts counts) {
    Map<List<String>, Long> numbers = new HashMap<>();
    counts
        .hazards()
        .forEach(
            count ->
                numbers.merge(
                    List.of(count.target().name(), count.code().label()),
                    count.count(),
                    Long::sum));
    GaugeFamily family = new GaugeFamily(Gauge.PLAN_HAZARDS);
    for (EnvironmentId target : targets) {
      for (HazardCode code : HazardCode.values()) {
        Long number = numbers.get(List.of(target.name(), code.label()));
        if (number != null) {
          family.with(number, target.name(), code.label());
        }
      }
    }
    return family;
  }

  public static GaugeFamily audit(boolean valid) {
    return new GaugeFamily(Gauge.AUDIT_CHAIN_VALID).with(valid);
  }
}
