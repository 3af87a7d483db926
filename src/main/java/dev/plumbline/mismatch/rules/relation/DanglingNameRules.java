package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.model.MetadataRow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names within the metadata that name nothing. */
public final class DanglingNameRules {
  private final ContentModel model;
  private final MismatchCollector collector;

  private DanglingNameRules(ContentModel model, MismatchCollector collector) {
    this.model = model;
    this.collector = collector;
  }

  public static void apply(ContentModel model, MismatchCollector collector) {
    DanglingNameRules rules = new DanglingNameRules(model, collector);
    rules.collectionGroups();
    model.collections().forEach(rules::collection);
    model.usedTables().forEach(table -> rules.fieldGroups(table.name()));
  }

  private void collectionGroups() {
    SortedMap<String, String> groups = new TreeMap<>();
    model
        .collections()
        .forEach(
            (collection, row) -> {
              String group = MetadataRow.text(row, "group");
              if (group.isEmpty()) {
                return;
              }
              groups.put(collection, group);
              if (!model.collections().containsKey(group)) {
                collector.add(
                    RelationMismatch.COLLECTION_GROUP_MISSING,
                    collection,
                    "group",
                    "collection `%s` is in folder `%s`, which does not exist"
                        .formatted(collection, group));
              }
            });
    Cycles.of(groups)
        .forEach(
            cycle ->
                collector.add(
                    RelationMismatch.COLLECTION_GROUP_CYCLE,
                    cycle.getFirst(),
                    "group",
                    "folders contain each other: `" + String.join("` in `", cycle) + "`"));
  }

  private void collection(String collection, JsonObject row) {
    if (model.status(collection) != CollectionStatus.COLLECTION) {
      return;
    }
    column(collection, row, "sort_field", RelationMismatch.COLLECTION_SORT_FIELD_MISSING);
    column(collection, row, "archive_field", RelationMismatch.COLLECTION_ARCHIVE_FIELD_MISSING);
  }

  private void column(String collection, JsonObject row, String key, MismatchCode code) {
    String field = MetadataRow.text(row, key);
    if (!field.isEmpty()
        && model.column(collection, field).isEmpty()
        && !model.isGhost(collection, field)) {
      collector.add(
          code,
          collection,
          key,
          "%s of `%s` is `%s`, which has no column".formatted(key, collection, field));
    }
  }

  private void fieldGroups(String collection) {
    SortedMap<String, String> groups = new TreeMap<>();
    model
        .fields(collection)
        .forEach(
            (field, rows) -> {
              Optional<String> group = rows.getFirst().group();
              // Directus's own tables have groups of its own, without rows.
              if (group.isEmpty()
                  || (model.status(collection) == CollectionStatus.SYSTEM
                      && model.field(collection, group.get()).isEmpty())
                  || model.isGhost(collection, field)) {
                return;
              }
              groups.put(field, group.get());
              if (model.field(collection, group.get()).stream().noneMatch(FieldRow::isGroup)) {
                collector.add(
                    RelationMismatch.FIELD_GROUP_MISSING,
                    collection + "." + field,
                    "group",
                    "field `%s.%s` is in `%s`, which is not a group of the form"
                        .formatted(collection, field, group.get()));
              }
            });
    Cycles.of(groups)
        .forEach(
            cycle ->
                collector.add(
                    RelationMismatch.FIELD_GROUP_CYCLE,
                    collection + "." + cycle.getFirst(),
                    "group",
                    "groups of `%s` contain each other: %s"
                        .formatted(collection, String.join(" in ", cycle))));
  }
}
