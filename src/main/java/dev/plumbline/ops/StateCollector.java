package dev.plumbline.ops;

import dev.plumbline.configuration.Settings;
import dev.plumbline.ops.SharedState.State;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells shared state at each scrape. Not by Micrometer's gauges: those keep the series of what is
 * gone, and are read one by one, from different instants.
 */
@Singleton
final class StateCollector extends Collector implements Collector.Describable {
  private final SharedState shared;
  private final Settings settings;
  private final Clock clock;
  private final String version;

  StateCollector(
      SharedState shared,
      Settings settings,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.shared = shared;
    this.settings = settings;
    this.clock = clock;
    this.version = version;
  }

  void register(@Observes StartupEvent event, CollectorRegistry registry) {
    registry.register(this);
  }

  @Override
  public List<MetricFamilySamples> collect() {
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
        },
        () -> families.addAll(ComparisonGauges.unknown(settings.comparisons().values())));
    families.addAll(
        shared
            .integrity()
            .filter(ignored -> state.isPresent())
            .map(overviews -> IntegrityGauges.of(overviews, clock.instant()))
            .orElseGet(() -> IntegrityGauges.unknown(settings.environments().values())));
    return families.stream().map(GaugeFamily::samples).toList();
  }

  /** Registering must not read the store. */
  @Override
  public List<MetricFamilySamples> describe() {
    return List.of();
  }
}
