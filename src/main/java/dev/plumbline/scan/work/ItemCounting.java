package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.ItemCount.Counted;
import dev.plumbline.watch.source.UnreadableException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Counts the items of every collection that has a table, unless no row of it was written. */
final class ItemCounting {
  private static final System.Logger LOG = System.getLogger(ItemCounting.class.getName());

  private final EnvironmentId environment;
  private final ScanStore store;
  private final ScanJournal journal;
  private final ReconnectingSession connection;
  private final Clock clock;

  ItemCounting(
      EnvironmentId environment,
      ScanStore store,
      ScanJournal journal,
      ReconnectingSession connection,
      Clock clock) {
    this.environment = environment;
    this.store = store;
    this.journal = journal;
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * @param tables of collections
   * @param states of all tables now
   */
  void count(Set<String> tables, SortedMap<String, TableState> states) throws InterruptedException {
    Map<String, TableState> before = store.countedStates(environment);
    List<String> changed =
        tables.stream()
            .filter(
                table ->
                    Optional.ofNullable(states.get(table))
                        .filter(state -> state.equals(before.get(table)))
                        .isEmpty())
            .toList();
    if (!changed.isEmpty() || !tables.containsAll(before.keySet())) {
      count(tables, changed, states);
    }
  }

  private void count(Set<String> tables, List<String> changed, SortedMap<String, TableState> now)
      throws InterruptedException {
    try {
      List<Counted> counted =
          changed.isEmpty()
              ? List.of()
              : connection.ask("the number of items", session -> session.count(changed));
      Instant at = clock.instant();
      Map<String, TableState> states = new HashMap<>(now);
      states.keySet().retainAll(changed);
      journal.count(
          tables,
          counted.stream()
              .map(one -> new ItemCount(one.collection(), one.count(), one.method(), at))
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
