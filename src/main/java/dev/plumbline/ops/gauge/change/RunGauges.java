package dev.plumbline.ops.gauge.change;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.ops.gauge.Gauge;
import dev.plumbline.ops.gauge.GaugeFamily;
import dev.plumbline.run.RunState;
import dev.plumbline.store.run.TargetRuns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The gauges of runs; every state has a series for every target that is configured. */
public final class RunGauges {
  private RunGauges() {}

  public static List<GaugeFamily> of(Collection<Comparison> comparisons, List<TargetRuns> runs) {
    Map<EnvironmentId, TargetRuns> known =
        runs.stream().collect(Collectors.toMap(TargetRuns::target, Function.identity()));
    GaugeFamily state = new GaugeFamily(Gauge.RUN_STATE);
    GaugeFamily begun = new GaugeFamily(Gauge.RUN_PHASE_STARTED_TIMESTAMP_SECONDS);
    GaugeFamily finished = new GaugeFamily(Gauge.RUN_LAST_FINISHED_TIMESTAMP_SECONDS);
    for (EnvironmentId target :
        comparisons.stream()
            .map(Comparison::target)
            .collect(Collectors.toCollection(TreeSet::new))) {
      Optional<TargetRuns> ofTarget = Optional.ofNullable(known.get(target));
      for (RunState one : RunState.values()) {
        state.with(
            ofTarget.map(TargetRuns::state).equals(Optional.of(one)), target.name(), one.label());
        if (one.isEnded()) {
          finished.with(
              ofTarget.map(runsOf -> runsOf.ended().get(one)).orElse(Instant.EPOCH),
              target.name(),
              one.label());
        }
      }
      ofTarget
          .flatMap(TargetRuns::current)
          .ifPresent(phase -> begun.with(phase.begunAt(), target.name(), phase.phase().label()));
    }
    return List.of(state, begun, finished);
  }
}
