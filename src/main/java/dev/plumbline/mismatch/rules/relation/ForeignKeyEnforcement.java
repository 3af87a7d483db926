package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.ContentModel.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Foreign keys that hold for no row or not for all. {@code ALTER TABLE … DISABLE TRIGGER ALL}
 * disables every foreign key of and to a table: that is reported once, of the table.
 */
public final class ForeignKeyEnforcement {
  private ForeignKeyEnforcement() {}

  /** The tables of our schema on either side. */
  private static Set<String> tables(Reference reference) {
    ForeignKey key = reference.key();
    return key.elsewhere()
        ? Set.of(reference.table().name())
        : new TreeSet<>(List.of(reference.table().name(), key.referencedTable()));
  }

  /** One that is NOT ENFORCED has no triggers that could be disabled. */
  private static boolean isEnforced(Reference reference) {
    return reference.key().enforcement().enforced();
  }

  static void apply(ContentModel model, MismatchCollector collector) {
    Set<String> switchedOff = tablesWithAllDisabled(model);
    List<Reference> enforced =
        model.references().stream().filter(ForeignKeyEnforcement::isEnforced).toList();
    for (String table : switchedOff) {
      collector.add(
          RelationMismatch.FOREIGN_KEY_DISABLED,
          table,
          "all %d foreign keys of and to `%s` are disabled (DISABLE TRIGGER ALL), so orphans can appear"
              .formatted(enforced.stream().filter(r -> tables(r).contains(table)).count(), table));
    }
    for (Reference reference : model.references()) {
      if (!isOfInterest(model, reference)) {
        continue;
      }
      String subject = subject(reference);
      String name = reference.key().name();
      if (!isEnforced(reference)) {
        collector.add(
            RelationMismatch.FOREIGN_KEY_DISABLED,
            subject,
            name,
            "foreign key `%s` of `%s` is NOT ENFORCED: no row is checked".formatted(name, subject));
        continue;
      }
      if (!reference.key().enforcement().enabled()
          && tables(reference).stream().noneMatch(switchedOff::contains)) {
        collector.add(
            RelationMismatch.FOREIGN_KEY_DISABLED,
            subject,
            name,
            "triggers of foreign key `%s` of `%s` are disabled, so orphans can appear"
                .formatted(name, subject));
      }
      if (!reference.key().enforcement().validated()) {
        collector.add(
            RelationMismatch.FOREIGN_KEY_NOT_VALIDATED,
            subject,
            name,
            "foreign key `%s` of `%s` is NOT VALID: rows that existed before it may be orphans"
                .formatted(name, subject));
      }
    }
  }

  /** Tables of Directus on whose account, as few as possible, foreign keys are disabled. */
  public static Set<String> tablesWithAllDisabled(ContentModel model) {
    Map<String, List<Reference>> touching = new TreeMap<>();
    model.references().stream()
        .filter(ForeignKeyEnforcement::isEnforced)
        .forEach(
            reference ->
                tables(reference)
                    .forEach(
                        table ->
                            touching
                                .computeIfAbsent(table, name -> new ArrayList<>())
                                .add(reference)));
    List<String> candidates =
        touching.entrySet().stream()
            .filter(entry -> model.status(entry.getKey()).isUsed())
            .filter(entry -> entry.getValue().size() > 1)
            .filter(
                entry -> entry.getValue().stream().noneMatch(r -> r.key().enforcement().enabled()))
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<Reference>> entry) -> entry.getValue().size())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    Set<String> result = new TreeSet<>();
    Set<Reference> covered = new HashSet<>();
    for (String table : candidates) {
      List<Reference> of = touching.getOrDefault(table, List.of());
      if (of.stream().filter(reference -> !covered.contains(reference)).count() > 1) {
        covered.addAll(of);
        result.add(table);
      }
    }
    return result;
  }

  /** Of an untracked table or column nothing more is reported. */
  private static boolean isOfInterest(ContentModel model, Reference reference) {
    String table = reference.table().name();
    return switch (model.status(table)) {
      case SYSTEM -> true;
      case COLLECTION ->
          reference.key().columns().stream().allMatch(column -> model.isTracked(table, column));
      case UNUSABLE, NOT_A_TABLE, GHOST, FOLDER, UNTRACKED, LEFTOVER, NOWHERE -> false;
    };
  }

  private static String subject(Reference reference) {
    List<String> columns = reference.key().columns();
    return reference.table().name() + (columns.size() == 1 ? "." + columns.getFirst() : "");
  }
}
