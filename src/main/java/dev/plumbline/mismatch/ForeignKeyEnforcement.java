package dev.plumbline.mismatch;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.lookup.MetadataIndex;
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
final class ForeignKeyEnforcement {
  private ForeignKeyEnforcement() {}

  /** A foreign key and the table that it is of. */
  private record Reference(Table table, ForeignKey key) {
    /** Those of our schema. */
    private Set<String> tables() {
      return key.elsewhere()
          ? Set.of(table.name())
          : new TreeSet<>(List.of(table.name(), key.referencedTable()));
    }

    /** One that is NOT ENFORCED has no triggers that could be disabled. */
    private boolean isEnforced() {
      return key.enforcement().enforced();
    }

    private boolean touches(String name) {
      return tables().contains(name);
    }
  }

  static void apply(MetadataIndex names, MismatchCollector collector) {
    Set<String> switchedOff = tablesWithAllDisabled(names);
    List<Reference> references = references(names);
    List<Reference> enforced = references.stream().filter(Reference::isEnforced).toList();
    for (String table : switchedOff) {
      collector.add(
          MismatchCode.FOREIGN_KEY_DISABLED,
          table,
          "all %d foreign keys of and to `%s` are disabled (DISABLE TRIGGER ALL), so orphans can appear"
              .formatted(enforced.stream().filter(r -> r.touches(table)).count(), table));
    }
    for (Reference reference : references) {
      if (!isOfInterest(names, reference)) {
        continue;
      }
      String subject = subject(reference);
      String name = reference.key().name();
      if (!reference.isEnforced()) {
        collector.add(
            MismatchCode.FOREIGN_KEY_DISABLED,
            subject,
            name,
            "foreign key `%s` of `%s` is NOT ENFORCED: no row is checked".formatted(name, subject));
        continue;
      }
      if (!reference.key().enforcement().enabled()
          && switchedOff.stream().noneMatch(reference::touches)) {
        collector.add(
            MismatchCode.FOREIGN_KEY_DISABLED,
            subject,
            name,
            "triggers of foreign key `%s` of `%s` are disabled, so orphans can appear"
                .formatted(name, subject));
      }
      if (!reference.key().enforcement().validated()) {
        collector.add(
            MismatchCode.FOREIGN_KEY_NOT_VALIDATED,
            subject,
            name,
            "foreign key `%s` of `%s` is NOT VALID: rows that existed before it may be orphans"
                .formatted(name, subject));
      }
    }
  }

  /** Tables of Directus on whose account, as few as possible, foreign keys are disabled. */
  static Set<String> tablesWithAllDisabled(MetadataIndex names) {
    Map<String, List<Reference>> touching = new TreeMap<>();
    references(names).stream()
        .filter(Reference::isEnforced)
        .forEach(
            reference ->
                reference
                    .tables()
                    .forEach(
                        table ->
                            touching
                                .computeIfAbsent(table, name -> new ArrayList<>())
                                .add(reference)));
    List<String> candidates =
        touching.entrySet().stream()
            .filter(entry -> names.status(entry.getKey()).isUsed())
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

  private static List<Reference> references(MetadataIndex names) {
    return names.tables().stream()
        .flatMap(
            table ->
                table.constraints().stream()
                    .filter(ForeignKey.class::isInstance)
                    .map(key -> new Reference(table, (ForeignKey) key)))
        .toList();
  }

  /** Of an untracked table or column nothing more is reported. */
  private static boolean isOfInterest(MetadataIndex names, Reference reference) {
    String table = reference.table().name();
    return switch (names.status(table)) {
      case SYSTEM -> true;
      case COLLECTION ->
          reference.key().columns().stream().allMatch(column -> names.isTracked(table, column));
      case UNUSABLE, NOT_A_TABLE, GHOST, FOLDER, UNTRACKED, LEFTOVER, NOWHERE -> false;
    };
  }

  private static String subject(Reference reference) {
    List<String> columns = reference.key().columns();
    return reference.table().name() + (columns.size() == 1 ? "." + columns.getFirst() : "");
  }
}
