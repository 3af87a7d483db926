package dev.plumbline.sync.verify;

import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.util.List;
import java.util.Optional;

/** The schema of a target, as it is and as it was. */
public final class TargetSides {
  private final MonitorStore store;
  private final WatchedDatabase databases;

  public TargetSides(MonitorStore store, WatchedDatabase databases) {
    this.store = store;
    this.databases = databases;
  }

  /** As its database is right now. */
  public Side now(Basis target) throws TargetException {
    return switch (databases.read(target.environment())) {
      case Reading.Value<DatabaseReading>(DatabaseReading read, var at) ->
          new Side(read.snapshot(), versions(target), Optional.of(read.catalog().inventory()));
      case Reading.Failure<DatabaseReading>(var reason, String detail, var at) ->
          throw new TargetException("the target could not be read: " + detail);
    };
  }

  /** As it was when a plan was made from it: the store has it by its address. */
  public Side sealed(Basis basis) throws TargetException {
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
