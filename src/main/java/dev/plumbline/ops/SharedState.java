package dev.plumbline.ops;

import dev.plumbline.environment.Access;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import dev.plumbline.report.Reports;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.store.FindingStore.Count;
import dev.plumbline.store.backup.BackupStore.Proven;
import dev.plumbline.store.plan.PlanStore.Counts;
import dev.plumbline.store.run.TargetRuns;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the store says right now, the same for every replica. It is read at most once a second, what
 * is below the API at most every ten: it is much more, and changes with each scan. The audit is
 * checked once an hour. Readiness waits for neither: it asks with a statement of its own.
 */
@Singleton
public final class SharedState {
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration INTEGRITY_KEPT = Duration.ofSeconds(10);
  private static final Duration AUDIT_KEPT = Duration.ofHours(1);

  private final StoreReads reads;
  private final TimedCache<Boolean> readable;
  private final TimedCache<State> state;
  private final TimedCache<List<IntegritySummary>> integrity;
  private final TimedCache<Boolean> audit;

  /** Everything that is shown, as of one instant. */
  record State(
      List<EnvironmentOverview> environments,
      List<ComparisonOverview> comparisons,
      List<Count> findings,
      List<ChannelStatus> channels,
      Reports.Times reports,
      Counts plans,
      List<TargetRuns> runs,
      List<Proven> backups) {}

  SharedState(StoreReads reads, Clock clock) {
    this.reads = reads;
    this.readable = new TimedCache<>(this::ask, KEPT, clock);
    this.state = new TimedCache<>(this::read, KEPT, clock);
    this.integrity = new TimedCache<>(reads.records()::summaries, INTEGRITY_KEPT, clock);
    this.audit = new TimedCache<>(reads.audit(), AUDIT_KEPT, clock);
  }

  /** Lets everything be read side by side, for a scrape. */
  void begin() {
    state.begin();
    integrity.begin();
    audit.begin();
  }

  /** Whether the store can be read at all. */
  public boolean isReadable() {
    return readable.now().isPresent();
  }

  /** Empty if the store is away. */
  Optional<State> now() {
    return state.now();
  }

  /** Of the environments with a database; empty if the store is away. */
  Optional<List<IntegritySummary>> integrity() {
    return integrity.now();
  }

  /** Whether the audit is as it was recorded; empty if the store is away. */
  Optional<Boolean> audit() {
    return audit.now();
  }

  private boolean ask() {
    reads.health().ask();
    return true;
  }

  private State read() {
    return new State(
        reads.overviews().environments(Access.ALL),
        reads.overviews().comparisons(Access.ALL),
        reads.findings().get(),
        reads.channels().get(),
        reads.reports().get(),
        reads.plans().get(),
        reads.runs().get(),
        reads.backups().get());
  }
}
