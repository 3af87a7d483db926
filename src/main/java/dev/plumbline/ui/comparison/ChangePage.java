package dev.plumbline.ui.comparison;

import dev.plumbline.drift.change.Change;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some of the changes, by collection.
 *
 * @param found how many the filter takes
 * @param first the number of the first one that is shown, from 1
 * @param last the number of the last one
 */
record ChangePage(List<Group> groups, int found, int first, int last) {
  static final int SIZE = 200;

  /**
   * The changes of one collection or table.
   *
   * @param collection empty: of the environment as a whole
   * @param all how many the filter takes, on this page or another
   */
  record Group(String collection, int all, List<ChangeRow> rows) {}

  /** Where a change is in the drift, and what it is sorted by. */
  private record Key(int index, String collection, Severity severity) {}

  /**
   * @param changes read twice, one after the other: all of them need not fit into memory
   * @param from the number of the first one to show, from 1
   */
  static ChangePage of(Iterable<Change> changes, ChangeFilter filter, int from) {
    List<Key> keys = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Severity> gravest = new HashMap<>();
    int index = 0;
    for (Change change : changes) {
      if (filter.takes(change)) {
        String collection = change.subject().collection();
        keys.add(new Key(index, collection, change.severity()));
        counts.merge(collection, 1, Integer::sum);
        gravest.merge(
            collection, change.severity(), (one, other) -> one.isAtLeast(other) ? one : other);
      }
      index++;
    }
    keys.sort(
        Comparator.comparing((Key key) -> gravest.getOrDefault(key.collection, Severity.INFO))
            .thenComparing(Key::collection)
            .thenComparing(Key::severity)
            .thenComparing(Key::index));
    int first = Math.min(Math.max(0, from - 1), keys.size());
    List<Key> shown = keys.subList(first, Math.min(keys.size(), first + SIZE));
    return new ChangePage(
        groups(changes, shown, counts), keys.size(), first + 1, first + shown.size());
  }

  private static List<Group> groups(
      Iterable<Change> changes, List<Key> shown, Map<String, Integer> counts) {
    Set<Integer> wanted = shown.stream().map(Key::index).collect(Collectors.toSet());
    Map<Integer, ChangeRow> rows = new HashMap<>();
    int index = 0;
    for (Change change : changes) {
      if (wanted.contains(index)) {
        rows.put(index, ChangeRow.of(change));
      }
      index++;
    }
    Map<String, List<ChangeRow>> groups = new LinkedHashMap<>();
    for (Key key : shown) {
      // Another comparison may have been stored between the two readings.
      Optional.ofNullable(rows.get(key.index))
          .ifPresent(
              row -> groups.computeIfAbsent(key.collection, name -> new ArrayList<>()).add(row));
    }
    return groups.entrySet().stream()
        .map(
            group ->
                new Group(group.getKey(), counts.getOrDefault(group.getKey(), 0), group.getValue()))
        .toList();
  }

  /** Where the page before begins; empty if this is the first. */
  public Optional<Integer> previous() {
    return first <= 1 ? Optional.empty() : Optional.of(Math.max(1, first - SIZE));
  }

  /** Where the next page begins; empty if this is the last. */
  public Optional<Integer> next() {
    return last >= found ? Optional.empty() : Optional.of(last + 1);
  }
}
