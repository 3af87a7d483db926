package dev.plumbline.ops.gauge.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.drift.Comparison;
import dev.plumbline.faces.Twins;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.ops.gauge.GaugeFamily;
import dev.plumbline.store.plan.PlanStore.Counts;
import dev.plumbline.store.plan.PlanStore.HazardCount;
import dev.plumbline.store.plan.PlanStore.StateCount;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanGaugesTest {
  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison(Twins.STAGING_TO_PRODUCTION, Twins.STAGING, Twins.PRODUCTION, List.of()));

  @Test
  void everyStateOfAConfiguredTargetHasASeriesAndHazardsOnlyWhereTheyAre() {
    List<GaugeFamily> families =
        PlanGauges.of(
            COMPARISONS,
            new Counts(
                List.of(
                    new StateCount(Twins.PRODUCTION, Kind.WAITING, 2),
                    new StateCount(Twins.LOCAL, Kind.WAITING, 7)),
                List.of(
                    new HazardCount(Twins.PRODUCTION, HazardCode.DROPS_TABLE, 3),
                    new HazardCount(Twins.PRODUCTION, HazardCode.DROPS_TABLE, 4),
                    new HazardCount(Twins.LOCAL, HazardCode.DROPS_TABLE, 9))));

    assertThat(families.getFirst().values())
        .hasSize(Kind.values().length)
        .containsEntry(List.of("production", "waiting"), 2.0)
        .containsEntry(List.of("production", "failed"), 0.0);
    assertThat(families.getLast().values())
        .hasSize(1)
        .containsEntry(List.of("production", "drops_table"), 7.0);
    assertThat(PlanGauges.audit(false).values()).containsEntry(List.of(), 0.0);
  }
}
