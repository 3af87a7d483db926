package dev.plumbline.ops;

import dev.plumbline.configuration.Settings;
import dev.plumbline.ops.SharedState.State;
import dev.plumbline.ops.gauge.ChannelGauges;
import dev.plumbline.ops.gauge.ComparisonGauges;
import dev.plumbline.ops.gauge.EnvironmentGauges;
import dev.plumbline.ops.gauge.FindingGauges;
import dev.plumbline.ops.gauge.Gauge;
import dev.plumbline.ops.gauge.GaugeFamily;
import dev.plumbline.ops.gauge.GaugeSeries;
import dev.plumbline.ops.gauge.IntegrityGauges;
import dev.plumbline.ops.gauge.ReportGauges;
import dev.plumbline.ops.gauge.change.BackupGauges;
import dev.plumbline.ops.gauge.change.PlanGauges;
import dev.plumbline.ops.gauge.change.RunGauges;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The gauges of shared state: read together, as of one instant, and then set together. */
@Singleton
final class StateGauges {
  private final SharedState shared;
  private final Settings settings;
  private final Clock clock;
  private final String version;
  private final Map<Gauge, GaugeSeries> series = new EnumMap<>(Gauge.class);

  StateGauges(
      SharedState shared,
      Settings settings,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version,
      MeterRegistry registry) {
    this.shared = shared;
    this.settings = settings;
    this.clock = clock;
    this.version = version;
    for (Gauge gauge : Gauge.values()) {
      series.put(gauge, new GaugeSeries(gauge, registry));
    }
  }

  /** Waits for the store, for some seconds at most. */
  List<GaugeFamily> read() {
    shared.begin();
    Optional<State> state = shared.now();
    List<GaugeFamily> families = new ArrayList<>();
    families.add(new GaugeFamily(Gauge.BUILD_INFO).with(1, version));
    families.add(new GaugeFamily(Gauge.STORE_UP).with(state.isPresent()));
    families.add(ComparisonGauges.info(settings.comparisons().values()));
    state.ifPresentOrElse(
        known -> {
          families.addAll(EnvironmentGauges.of(known.environments()));
          families.addAll(ComparisonGauges.of(known.comparisons()));
          families.add(FindingGauges.of(settings, known.findings()));
          families.addAll(ChannelGauges.of(settings.notifications().channels(), known.channels()));
          families.addAll(ReportGauges.of(known.reports()));
          families.addAll(BackupGauges.of(settings.environments().values(), known.backups()));
          families.addAll(PlanGauges.of(settings.comparisons().values(), known.plans()));
          families.addAll(RunGauges.of(settings.comparisons().values(), known.runs()));
        },
        () -> families.addAll(ComparisonGauges.unknown(settings.comparisons().values())));
    shared.audit().map(PlanGauges::audit).ifPresent(families::add);
    families.addAll(
        shared
            .integrity()
            .filter(ignored -> state.isPresent())
            .map(overviews -> IntegrityGauges.of(overviews, clock.instant()))
            .orElseGet(() -> IntegrityGauges.unknown(settings.environments().values())));
    return families;
  }

  /**
   * What Micrometer shows from now on; a gauge that is not among them has no series. For one caller
   * at a time.
   */
  void set(List<GaugeFamily> families) {
    Map<Gauge, Map<List<String>, Double>> current = new EnumMap<>(Gauge.class);
    families.forEach(family -> current.put(family.gauge(), family.values()));
    series.forEach((gauge, known) -> known.set(current.getOrDefault(gauge, Map.of())));
  }

  /** Micrometer's registry is one for each JVM: in tests the next start would find our series. */
  void remove(@Observes ShutdownEvent event) {
    set(List.of());
  }
}
