package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Directus drops an index or a unique constraint by the name that it would have given it. One of
 * another name, often partial or made by SQL, makes the whole plan fail (facts 1.6).
 */
public final class UndroppableIndexes implements HazardRule {
  /** Longer names Directus shortens with a hash. */
  private static final int LONGEST = 60;

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Stream.concat(inputs.altered(Section.FIELDS), inputs.altered(Section.SYSTEM_FIELDS))
        .forEach(
            alter ->
                inputs
                    .table(alter.key().collection())
                    .ifPresent(table -> check(alter, table, collector)));
  }

  private static void check(Alter alter, Table table, SuspicionCollector collector) {
    ItemKey key = alter.key();
    if (isSwitchedOff(alter, "schema.is_indexed")) {
      List<String> names =
          table.indexes().stream()
              .filter(index -> !index.unique() && isOn(index, key.field()))
              .map(Index::name)
              .toList();
      report(key, "index", names, collector);
    }
    if (isSwitchedOff(alter, "schema.is_unique")) {
      List<String> names =
          table.constraints().stream()
              .filter(Constraint.Unique.class::isInstance)
              .filter(constraint -> constraint.columns().equals(List.of(key.field())))
              .map(Constraint::name)
              .toList();
      report(key, "unique", names, collector);
    }
  }

  private static boolean isSwitchedOff(Alter alter, String path) {
    return HazardInputs.property(alter, path)
        .filter(property -> property.after().equals(JsonBoolean.FALSE))
        .isPresent();
  }

  private static boolean isOn(Index index, String column) {
    return !index.columns().isEmpty()
        && index.columns().stream().allMatch(Optional.of(column)::equals);
  }

  /** As {@code getDefaultIndexName} of Directus makes it. */
  private static String expected(ItemKey key, String kind) {
    return (key.collection().replaceAll("[.-]", "_") + "_" + key.field() + "_" + kind)
        .toLowerCase(Locale.ROOT);
  }

  private static void report(
      ItemKey key, String kind, List<String> names, SuspicionCollector collector) {
    String expected = expected(key, kind);
    if (expected.length() > LONGEST || names.isEmpty() || names.contains(expected)) {
      return;
    }
    String name = names.getFirst();
    String noun = kind.equals("index") ? "index" : "unique constraint";
    collector.state(
        HazardCode.INDEX_NOT_DROPPABLE,
        key.text(),
        "the %s of %s is named %s; Directus drops %s, which does not exist, so the whole plan would fail"
            .formatted(noun, Words.name(key.text()), Words.name(name), Words.name(expected)),
        kind.equals("index")
            ? "DROP INDEX " + RemedySql.name(name)
            : "ALTER TABLE %s DROP CONSTRAINT %s"
                .formatted(RemedySql.name(key.collection()), RemedySql.name(name)));
  }
}
