package dev.plumbline.mismatch.rules.metadata;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.model.system.SyncTools;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rows of metadata about what is Directus's own or that of a tool, each with the repair. */
public final class ReservedRowRules {
  private final ReservedRows rows;
  private final MismatchCollector collector;

  private ReservedRowRules(ReservedRows rows, MismatchCollector collector) {
    this.rows = rows;
    this.collector = collector;
  }

  public static void apply(ReservedRows rows, MismatchCollector collector) {
    ReservedRowRules rules = new ReservedRowRules(rows, collector);
    rules.collections();
    rows.fields().forEach(rules::field);
    rows.relations().forEach(rules::relation);
  }

  private void collections() {
    Set<String> tables = new HashSet<>();
    rows.collections().forEach(row -> tables.add(MetadataRow.text(row, "collection")));
    rows.fields().stream()
        .map(row -> MetadataRow.text(row, "collection"))
        .filter(table -> SyncTools.ofTable(table).isPresent())
        .forEach(tables::add);
    for (String table : tables) {
      Optional<String> tool = SyncTools.ofTable(table);
      String repair =
          "DELETE FROM directus_collections WHERE collection = %s".formatted(literal(table));
      if (tool.isPresent()) {
        collector.add(
            MetadataMismatch.COLLECTION_OF_SYNC_TOOL,
            table,
            ("table `%1$s` of %2$s is registered as a collection; no schema with it can be applied,"
                    + " and comparisons leave the collection out. To unregister it: %3$s;"
                    + " DELETE FROM directus_fields WHERE collection = %4$s")
                .formatted(table, tool.get(), repair, literal(table)));
      } else {
        collector.add(
            MetadataMismatch.METADATA_OF_SYSTEM_COLLECTION,
            table,
            ("directus_collections has a row for `%s`, a system table: a schema with"
                    + " the row cannot be applied anywhere, and one without it drops the table"
                    + " here. To remove the row: %s")
                .formatted(table, repair));
      }
    }
  }

  private void field(JsonObject row) {
    String table = MetadataRow.text(row, "collection");
    String field = MetadataRow.text(row, "field");
    // The collection says it.
    if (SyncTools.ofTable(table).isPresent()) {
      return;
    }
    String name = table + "." + field;
    String repair =
        "DELETE FROM directus_fields WHERE collection = %s AND field = %s"
            .formatted(literal(table), literal(field));
    Optional<String> tool = SyncTools.ofColumn(table, field);
    if (tool.isPresent()) {
      collector.add(
          MetadataMismatch.FIELD_OF_SYNC_TOOL,
          name,
          ("column `%s` of %s is registered as a field: a schema that is applied carries it to"
                  + " environments without the tool, and comparisons leave the field out."
                  + " To unregister it: %s")
              .formatted(name, tool.get(), repair));
    } else {
      collector.add(
          MetadataMismatch.METADATA_OF_SYSTEM_FIELD,
          name,
          ("directus_fields has a row for `%s`, a system field, which then counts as a"
                  + " custom field: a schema with the row cannot be applied anywhere, and one"
                  + " without it drops the column with its values here. To remove the row: %s")
              .formatted(name, repair));
    }
  }

  private void relation(JsonObject row) {
    String table = MetadataRow.text(row, "many_collection");
    String field = MetadataRow.text(row, "many_field");
    if (SyncTools.ofTable(table).isPresent()) {
      return;
    }
    collector.add(
        MetadataMismatch.METADATA_OF_SYSTEM_RELATION,
        table + "." + field,
        ("directus_relations has a row for `%s.%s`, a system relation: a schema with"
                + " the row cannot be applied anywhere, and one without it drops the foreign"
                + " key here. To remove the row: DELETE FROM directus_relations WHERE"
                + " many_collection = %s AND many_field = %s")
            .formatted(table, field, literal(table), literal(field)));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
