package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.SchemaOverview;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the inventory of a catalog. */
public final class InventoryBuilder {
  private InventoryBuilder() {}

  /**
   * What of the catalog the snapshot of the same model can't carry. What Directus makes itself,
   * with a collection or a field, is not in it; neither are the members of an extension, which
   * stand for nothing that its version does not.
   */
  public static Inventory build(ContentModel model) {
    SortedMap<ObjectId, JsonObject> objects = new TreeMap<>();
    for (Table table : model.tables()) {
      boolean isCollection = model.status(table.name()) != CollectionStatus.UNTRACKED;
      if (isCollection && hasShownColumns(table)) {
        new TrackedTable(table, model, objects).add();
      } else if (isCollection) {
        objects.put(
            new ObjectId(WholeTable.kind(table), table.name(), table.name()),
            WholeTable.definition(table));
      } else if (table.details().extension().isEmpty()) {
        objects.put(
            new ObjectId(WholeTable.kind(table), "", table.name()), WholeTable.definition(table));
      }
    }
    new StandaloneObjects(model, objects).add(model.objects());
    return new Inventory(objects);
  }

  /**
   * Whether the snapshot has the columns of the table if it is a collection. Of a view that is one
   * it has only the name.
   */
  private static boolean hasShownColumns(Table table) {
    return table.kind() == Kind.TABLE
        && SchemaOverview.canHold(table)
        && !SchemaOverview.excludes(table.name());
  }
}
