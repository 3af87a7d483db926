package dev.plumbline.mismatch;

import dev.plumbline.mismatch.seen.FieldRow;
import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.mismatch.seen.Standing;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.rebuild.MetadataRow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names within the metadata that name nothing. */
final class DanglingNameRules {
  private final Names names;
  private final Told told;

  private DanglingNameRules(Names names, Told told) {
    this.names = names;
    this.told = told;
  }

  static void tell(Names names, Told told) {
    DanglingNameRules rules = new DanglingNameRules(names, told);
    rules.collectionGroups();
    names.collections().forEach(rules::collection);
    names.usedTables().forEach(table -> rules.fieldGroups(table.name()));
  }

  private void collectionGroups() {
    SortedMap<String, String> groups = new TreeMap<>();
    names
        .collections()
        .forEach(
            (collection, row) -> {
              String group = MetadataRow.text(row, "group");
              if (group.isEmpty()) {
                return;
              }
              groups.put(collection, group);
              if (!names.collections().containsKey(group)) {
                told.add(
                    MismatchCode.COLLECTION_GROUP_MISSING,
                    collection,
                    "group",
                    "collection `%s` is in folder `%s`, which does not exist"
                        .formatted(collection, group));
              }
            });
    Cycles.of(groups)
        .forEach(
            cycle ->
                told.add(
                    MismatchCode.COLLECTION_GROUP_CYCLE,
                    cycle.getFirst(),
                    "group",
                    "folders contain each other: `" + String.join("` in `", cycle) + "`"));
  }

  private void collection(String collection, JsonObject row) {
    if (names.standing(collection) != Standing.COLLECTION) {
      return;
    }
    column(collection, row, "sort_field", MismatchCode.COLLECTION_SORT_FIELD_MISSING);
    column(collection, row, "archive_field", MismatchCode.COLLECTION_ARCHIVE_FIELD_MISSING);
  }

  private void column(String collection, JsonObject row, String key, MismatchCode code) {
    String field = MetadataRow.text(row, key);
    if (!field.isEmpty()
        && names.column(collection, field).isEmpty()
        && !names.isGhost(collection, field)) {
      told.add(
          code,
          collection,
          key,
          "%s of `%s` is `%s`, which has no column".formatted(key, collection, field));
    }
  }

  private void fieldGroups(String collection) {
    SortedMap<String, String> groups = new TreeMap<>();
    names
        .fields(collection)
        .forEach(
            (field, rows) -> {
              Optional<String> group = rows.getFirst().group();
              // Directus's own tables have groups of its own, without rows.
              if (group.isEmpty()
                  || (names.standing(collection) == Standing.SYSTEM
                      && names.field(collection, group.get()).isEmpty())
                  || names.isGhost(collection, field)) {
                return;
              }
              groups.put(field, group.get());
              if (names.field(collection, group.get()).stream().noneMatch(FieldRow::isGroup)) {
                told.add(
                    MismatchCode.FIELD_GROUP_MISSING,
                    collection + "." + field,
                    "group",
                    "field `%s.%s` is in `%s`, which is not a group of the form"
                        .formatted(collection, field, group.get()));
              }
            });
    Cycles.of(groups)
        .forEach(
            cycle ->
                told.add(
                    MismatchCode.FIELD_GROUP_CYCLE,
                    collection + "." + cycle.getFirst(),
                    "group",
                    "groups of `%s` contain each other: %s"
                        .formatted(collection, String.join(" in ", cycle))));
  }
}
