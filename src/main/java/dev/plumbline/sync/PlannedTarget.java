package dev.plumbline.sync;

import dev.plumbline.drift.Side;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.reading.Reading;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.run.verification.VerificationInputs;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies a target from its own database, against both sides as they were sealed: the store has
 * each by its address.
 */
public final class PlannedTarget implements TargetVerifier {
  private final MonitorStore store;
  private final WatchedDatabase databases;
  private final ContentWatch contents;

  public PlannedTarget(MonitorStore store, WatchedDatabase databases, ContentWatch contents) {
    this.store = store;
    this.databases = databases;
    this.contents = contents;
  }

  @Override
  public Before before(Plan plan) throws TargetException {
    Side source = sealed(plan.seal().source());
    Side target = sealed(plan.seal().target());
    ContentWatch.Opened opened = contents.open(plan.seal().target().environment());
    return new Before() {
      @Override
      public Result verify(Optional<Long> transaction)
          throws TargetException, InterruptedException {
        return PlannedTarget.this.verify(
            plan, source, target, opened.changes(transaction, touched(plan)));
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  @Override
  public Result verifyAgainst(Plan plan, DatabaseContent backup)
      throws TargetException, InterruptedException {
    EnvironmentId target = plan.seal().target().environment();
    ContentChanges changes = contents.since(target, backup, touched(plan).keySet());
    return verify(plan, sealed(plan.seal().source()), sealed(plan.seal().target()), changes);
  }

  private static Map<String, Set<String>> touched(Plan plan) {
    return PlanScope.touched(plan.contents().steps());
  }

  private Result verify(Plan plan, Side source, Side before, ContentChanges changes)
      throws TargetException {
    Plan.Contents contents = plan.contents();
    Verification verification =
        Verification.of(
            new VerificationInputs(
                contents.steps(),
                contents.hazards(),
                contents.unreachable(),
                source,
                before,
                read(plan.seal().target()),
                changes));
    return new Result(
        verification.failures().stream().map(Verification.Failure::sentence).toList(),
        Stream.concat(verification.byOthers().stream(), verification.uncertain().stream()).toList(),
        Optional.of(new VerifiedTarget(verification, changes)));
  }

  private Side read(Basis target) throws TargetException {
    return switch (databases.read(target.environment())) {
      case Reading.Value<DatabaseReading>(DatabaseReading read, var at) ->
          new Side(read.snapshot(), versions(target), Optional.of(read.catalog().inventory()));
      case Reading.Failure<DatabaseReading>(var reason, String detail, var at) ->
          throw new TargetException("the target could not be read: " + detail);
    };
  }

  private Side sealed(Basis basis) throws TargetException {
    Snapshot snapshot =
        store
            .snapshot(basis.snapshot())
            .map(StoredSnapshot::snapshot)
            .orElseThrow(
                () ->
                    new TargetException(
                        "the snapshot of "
                            + basis.environment()
                            + " from which the plan was made is not stored any more"));
    return new Side(
        snapshot,
        versions(basis),
        basis.inventory().flatMap(store::catalog).map(CatalogReading::inventory));
  }

  private Versions versions(Basis basis) {
    return store
        .environment(basis.environment())
        .map(EnvironmentStatus::versions)
        .orElseGet(() -> new Versions(Optional.of(basis.directus()), Optional.empty(), List.of()));
  }
}
