package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Takes the inventory of a catalog. */
public final class InventoryBuilder {
  private InventoryBuilder() {}

  /**
   * What of the catalog the snapshot that is built from the same two can't carry. What Directus
   * makes itself, with a collection or a field, is not in it; neither are the members of an
   * extension, which stand for nothing that its version does not.
   */
  public static Inventory build(Catalog catalog, Metadata metadata) {
    TrackedSchema tracked = new TrackedSchema(metadata);
    Map<String, Table> tables = new HashMap<>();
    catalog.tables().forEach(table -> tables.put(table.name(), table));
    TreeMap<ObjectId, JsonObject> objects = new TreeMap<>();
    for (Table table : catalog.tables()) {
      if (tracked.showsColumns(table)) {
        new TrackedTable(table, tracked, objects).add();
      } else if (tracked.contains(table)) {
        objects.put(
            new ObjectId(WholeTable.kind(table), table.name(), table.name()),
            WholeTable.definition(table));
      } else if (table.details().extension().isEmpty()) {
        objects.put(
            new ObjectId(WholeTable.kind(table), "", table.name()), WholeTable.definition(table));
      }
    }
    new StandaloneObjects(tables, objects).add(catalog.objects());
    return new Inventory(objects);
  }
}
