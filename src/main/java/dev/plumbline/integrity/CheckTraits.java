package dev.plumbline.integrity;

import dev.plumbline.integrity.Check.Group;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is asked of every kind of check. */
final class CheckTraits {
  private CheckTraits() {}

  static SortedSet<String> tables(Check check) {
    SortedSet<String> tables = new TreeSet<>();
    tables.add(check.table());
    switch (check) {
      case Check.Orphans orphans -> tables.add(orphans.parent());
      case Check.TextOrphans orphans -> tables.add(orphans.parent());
      case Check.AnyOrphans any -> any.targets().forEach(target -> tables.add(target.table()));
      case Check.NamedRows named -> tables.add(named.parent());
      case Check.Rows ignored -> {}
      case Check.Duplicates ignored -> {}
      case Check.SharedNames names -> names.attached().forEach(other -> tables.add(other.table()));
      case Check.Cycles ignored -> {}
      case Check.SequenceBehind ignored -> {}
      case Check.UnindexedForeignKey key -> tables.add(key.parent());
      case Check.UnreachableOperations ignored -> tables.add("directus_flows");
      case Check.MissingNames ignored -> {}
      case Check.UnservedStorage ignored -> {}
      case Check.MissingBinaries ignored -> {}
    }
    return tables;
  }

  static SortedSet<String> relations(Check check) {
    SortedSet<String> relations = tables(check);
    if (check instanceof Check.SequenceBehind behind) {
      relations.add(behind.sequence());
    }
    return relations;
  }

  static boolean hangsOnRowsAlone(Check check) {
    return switch (check) {
      case Check.Orphans ignored -> true;
      case Check.TextOrphans ignored -> true;
      case Check.AnyOrphans ignored -> true;
      case Check.NamedRows ignored -> true;
      case Check.Rows ignored -> true;
      case Check.Duplicates ignored -> true;
      case Check.SharedNames ignored -> true;
      case Check.Cycles ignored -> true;
      case Check.SequenceBehind ignored -> true;
      // The indexes are part of its definition.
      case Check.UnindexedForeignKey ignored -> true;
      case Check.UnreachableOperations ignored -> true;
      // The content model is part of its definition.
      case Check.MissingNames ignored -> true;
      // No counter of a table shows that a file was deleted.
      case Check.UnservedStorage ignored -> false;
      case Check.MissingBinaries ignored -> false;
    };
  }

  static Optional<Group> group(Check check) {
    return switch (check) {
      case Check.Orphans ignored -> Optional.empty();
      case Check.TextOrphans ignored -> Optional.empty();
      case Check.AnyOrphans ignored -> Optional.empty();
      case Check.NamedRows ignored -> Optional.empty();
      // With more conditions, reading the table once more costs less.
      case Check.Rows rows -> Optional.of(new Group("rows of " + rows.table(), 20));
      case Check.Duplicates ignored -> Optional.empty();
      case Check.SharedNames ignored -> Optional.empty();
      case Check.Cycles ignored -> Optional.empty();
      // As many tables are locked at once, if only against being dropped.
      case Check.SequenceBehind ignored -> Optional.of(new Group("sequences", 50));
      case Check.UnindexedForeignKey ignored -> Optional.of(new Group("indexes", 500));
      case Check.UnreachableOperations ignored -> Optional.empty();
      case Check.MissingNames ignored -> Optional.empty();
      case Check.UnservedStorage ignored -> Optional.empty();
      case Check.MissingBinaries ignored -> Optional.empty();
    };
  }
}
