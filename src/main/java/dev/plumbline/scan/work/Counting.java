package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.CheckStatus.TableState;
import dev.plumbline.memory.ItemCount;
import dev.plumbline.memory.ItemCount.Counted;
import dev.plumbline.memory.ScanStore;
import dev.plumbline.scan.ScannedDatabase.Ground;
import dev.plumbline.schema.Snapshot.Collection;
import dev.plumbline.watch.UnreadableException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts the items of every collection that has a table, unless no row of it was written. */
final class Counting {
  private static final System.Logger LOG = System.getLogger(Counting.class.getName());

  private final EnvironmentId environment;
  private final ScanStore store;
  private final Line line;
  private final Clock clock;

  Counting(EnvironmentId environment, ScanStore store, Line line, Clock clock) {
    this.environment = environment;
    this.store = store;
    this.line = line;
    this.clock = clock;
  }

  void count(Ground ground) throws InterruptedException {
    Set<String> tables = new TreeSet<>();
    ground.snapshot().collections().stream()
        .filter(collection -> collection.schema().isPresent())
        .map(Collection::collection)
        .forEach(tables::add);
    Map<String, TableState> before = store.countedStates(environment);
    List<String> changed =
        tables.stream()
            .filter(
                table ->
                    !ground.tables().containsKey(table)
                        || !Optional.ofNullable(ground.tables().get(table))
                            .equals(Optional.ofNullable(before.get(table))))
            .toList();
    if (!changed.isEmpty() || !tables.containsAll(before.keySet())) {
      count(tables, changed, ground);
    }
  }

  private void count(Set<String> tables, List<String> changed, Ground ground)
      throws InterruptedException {
    try {
      List<Counted> counted =
          changed.isEmpty()
              ? List.of()
              : line.ask("the number of items", session -> session.count(changed));
      Instant now = clock.instant();
      Map<String, TableState> states = new HashMap<>(ground.tables());
      states.keySet().retainAll(changed);
      store.count(
          environment,
          tables,
          counted.stream()
              .map(one -> new ItemCount(one.collection(), one.count(), one.method(), now))
              .toList(),
          states);
    } catch (UnreadableException e) {
      // They stand from when they were last counted, and say so.
      LOG.log(
          Level.WARNING,
          "the items of {0} could not be counted: {1}: {2}",
          environment,
          e.reason().label(),
          e.detail());
    }
  }
}
