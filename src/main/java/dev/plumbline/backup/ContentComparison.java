package dev.plumbline.backup;

import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Position;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What differs between a database that was dumped and the one that its dump was restored into. */
final class ContentComparison {
  /** More would help nobody. */
  static final int MOST = 50;

  private final List<String> differences = new ArrayList<>();

  private ContentComparison() {}

  /**
   * A sentence for each difference, without full stop; empty if there is none. Servers of two major
   * versions print definitions differently, so that of objects only their existence is compared
   * then.
   */
  static List<String> differences(DatabaseContent dumped, DatabaseContent restored) {
    ContentComparison comparison = new ContentComparison();
    boolean sameMajor = dumped.major() == restored.major();
    comparison.tables(dumped.tables(), restored.tables());
    comparison.withoutRows(dumped.withoutRows(), restored.withoutRows());
    comparison.sequences(dumped.sequences(), restored.sequences());
    comparison.objects(dumped.objects(), restored.objects(), sameMajor);
    if (sameMajor && !dumped.snapshot().equals(restored.snapshot())) {
      comparison.differences.add("the schema that Directus reports differs");
    }
    List<String> all = comparison.differences;
    if (all.size() > MOST) {
      List<String> some = new ArrayList<>(all.subList(0, MOST));
      some.add("and " + (all.size() - MOST) + " more differences");
      return some;
    }
    return all;
  }

  private void tables(Map<String, Rows> dumped, Map<String, Rows> restored) {
    for (String table : names(dumped, restored)) {
      Rows before = dumped.get(table);
      Rows after = restored.get(table);
      if (before == null || after == null) {
        add("table " + table, after == null);
      } else if (before.count() != after.count()) {
        differences.add(
            "table %s has %d rows instead of %d".formatted(table, after.count(), before.count()));
      } else if (!before.hash().equals(after.hash())) {
        differences.add(
            "table %s has as many rows as before (%d), but not the same values"
                .formatted(table, before.count()));
      }
    }
  }

  /** Of these, what else differs is among the objects. */
  private void withoutRows(Set<String> dumped, Set<String> restored) {
    for (String table : dumped) {
      if (!restored.contains(table)) {
        add("table " + table, true);
      }
    }
  }

  private void sequences(Map<String, Position> dumped, Map<String, Position> restored) {
    for (String sequence : names(dumped, restored)) {
      Position before = dumped.get(sequence);
      Position after = restored.get(sequence);
      if (before == null || after == null) {
        add("sequence " + sequence, after == null);
      } else if (!includes(before, after.to())) {
        differences.add(
            "sequence %s is at %d instead of %s"
                .formatted(
                    sequence,
                    after.to(),
                    before.from() == before.to()
                        ? Long.toString(before.to())
                        : before.from() + " to " + before.to()));
      }
    }
  }

  /** Of one that counts down, or began again meanwhile, the first value may be the larger. */
  private static boolean includes(Position position, long value) {
    return Math.min(position.from(), position.to()) <= value
        && value <= Math.max(position.from(), position.to());
  }

  private void objects(
      Map<String, String> dumped, Map<String, String> restored, boolean sameMajor) {
    for (String object : names(dumped, restored)) {
      String before = dumped.get(object);
      String after = restored.get(object);
      if (before == null || after == null) {
        add(object, after == null);
      } else if (sameMajor && !before.equals(after)) {
        differences.add(object + " has another definition");
      }
    }
  }

  private void add(String name, boolean missing) {
    differences.add(name + (missing ? " is missing" : " was not in the database"));
  }

  private static SortedSet<String> names(Map<String, ?> dumped, Map<String, ?> restored) {
    SortedSet<String> names = new TreeSet<>(dumped.keySet());
    names.addAll(restored.keySet());
    return names;
  }
}
