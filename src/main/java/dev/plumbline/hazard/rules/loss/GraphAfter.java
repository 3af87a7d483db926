package dev.plumbline.hazard.rules.loss;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.FieldGraphs;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Drop;
import java.util.List;

/** The fields and relations of the target without those that a plan drops. */
final class GraphAfter {
  private static final String MANY_COLLECTION = "many_collection";
  private static final String ONE_COLLECTION = "one_collection";

  private GraphAfter() {}

  static FieldGraph of(ContentModel model, HazardInputs inputs) {
    Metadata metadata = model.metadata();
    List<Table> tables =
        model.catalog().tables().stream()
            .filter(table -> !inputs.drops(table.name()))
            .map(table -> without(table, inputs))
            .toList();
    return FieldGraphs.of(
        new Catalog(tables, model.objects()),
        new Metadata(
            metadata.collections().stream()
                .filter(row -> !inputs.drops(MetadataRow.text(row, "collection")))
                .toList(),
            metadata.fields().stream().filter(row -> !isDroppedField(row, inputs)).toList(),
            metadata.relations().stream()
                .filter(row -> !isDroppedRelation(row, inputs))
                .map(row -> withoutAlias(row, inputs))
                .toList()));
  }

  private static Table without(Table table, HazardInputs inputs) {
    return new Table(
        table.name(),
        table.kind(),
        table.columns().stream()
            .filter(column -> !inputs.drops(table.name(), column.name()))
            .toList(),
        table.constraints().stream()
            .filter(
                constraint ->
                    constraint.columns().stream()
                        .noneMatch(column -> inputs.drops(table.name(), column)))
            .toList(),
        table.indexes(),
        table.details());
  }

  private static boolean isDroppedField(JsonObject row, HazardInputs inputs) {
    String collection = MetadataRow.text(row, "collection");
    return inputs.drops(collection)
        || isDropped(collection, MetadataRow.text(row, "field"), inputs);
  }

  private static boolean isDropped(String collection, String field, HazardInputs inputs) {
    return inputs.items().get(ItemKey.ofField(collection, field)) instanceof Drop;
  }

  private static boolean isDroppedRelation(JsonObject row, HazardInputs inputs) {
    String many = MetadataRow.text(row, MANY_COLLECTION);
    String field = MetadataRow.text(row, "many_field");
    return inputs.drops(many)
        || inputs.drops(MetadataRow.text(row, ONE_COLLECTION))
        || isDropped(many, field, inputs)
        || inputs.items().get(ItemKey.ofRelation(many, field)) instanceof Drop;
  }

  private static JsonObject withoutAlias(JsonObject row, HazardInputs inputs) {
    return isDropped(
            MetadataRow.text(row, ONE_COLLECTION), MetadataRow.text(row, "one_field"), inputs)
        ? row.with("one_field", JsonNull.NULL)
        : row;
  }
}
