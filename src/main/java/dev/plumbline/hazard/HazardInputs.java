package dev.plumbline.hazard;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.snapshot.Snapshot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known before the rows of the target are counted.
 *
 * @param items what was chosen to be carried out
 * @param source of the comparison
 * @param target of the comparison; the side that would be changed
 * @param targetModel catalog and metadata of the target; empty if its database cannot be read, so
 *     that what hangs on a table is unknown
 * @param sourceMismatches of the source; empty, too, where its database is not known
 * @param targetMismatches of the target; likewise
 * @param renames what the drift offers as renames
 */
public record HazardInputs(
    SortedMap<ItemKey, PlannedItem> items,
    Side source,
    Side target,
    Optional<ContentModel> targetModel,
    List<Mismatch> sourceMismatches,
    List<Mismatch> targetMismatches,
    List<RenameCandidate> renames) {
  public HazardInputs {
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    sourceMismatches = List.copyOf(sourceMismatches);
    targetMismatches = List.copyOf(targetMismatches);
    renames = List.copyOf(renames);
  }

  /** The items of one list that are created, in their order. */
  public Stream<Create> created(Section section) {
    return of(section, Create.class);
  }

  /** The items of one list that are dropped, in their order. */
  public Stream<Drop> dropped(Section section) {
    return of(section, Drop.class);
  }

  /** The items of one list that are changed, in their order. */
  public Stream<Alter> altered(Section section) {
    return of(section, Alter.class);
  }

  /** Fields that are a column on one side and an alias on the other. */
  public Stream<Recreate> recreated() {
    return of(Section.FIELDS, Recreate.class);
  }

  private <T extends PlannedItem> Stream<T> of(Section section, Class<T> kind) {
    return items.values().stream()
        .filter(item -> item.key().section() == section)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** Whether the collection with its table is dropped. */
  public boolean drops(String collection) {
    return items.get(ItemKey.ofCollection(collection)) instanceof Drop;
  }

  /** Whether the column is dropped: alone, with its table, or because it becomes an alias. */
  public boolean drops(String collection, String field) {
    return drops(collection)
        || switch (items.get(ItemKey.ofField(collection, field))) {
          case null -> false;
          case Drop drop -> drop.before().has("schema");
          case Recreate recreate -> recreate.before().has("schema");
          case Create ignored -> false;
          case Alter ignored -> false;
        };
  }

  /** The table of a collection of the target; empty if there is none, or it is not known. */
  public Optional<Table> table(String collection) {
    return targetModel.flatMap(model -> model.table(collection));
  }

  public Optional<Column> column(String collection, String field) {
    return targetModel.flatMap(model -> model.column(collection, field));
  }

  /** The primary key of a collection of the target; empty if it is not known. */
  public Optional<String> keyOf(String collection) {
    Optional<Table> table = table(collection);
    if (table.isPresent()) {
      List<String> key = table.get().primaryKey();
      return key.size() == 1 ? Optional.of(key.getFirst()) : Optional.empty();
    }
    return SystemTables.contains(collection)
        ? Optional.of("id")
        : target.snapshot().fields().stream()
            .filter(field -> field.collection().equals(collection))
            .filter(field -> field.schema().filter(HazardInputs::isKey).isPresent())
            .map(Snapshot.Field::field)
            .findFirst();
  }

  private static boolean isKey(JsonObject schema) {
    return schema.get("is_primary_key").equals(JsonBoolean.TRUE);
  }

  /** Whether the plan creates the collection. */
  public boolean creates(String collection) {
    return items.get(ItemKey.ofCollection(collection)) instanceof Create;
  }

  /** Whether the plan creates the column. */
  public boolean creates(String collection, String field) {
    PlannedItem item = items.get(ItemKey.ofField(collection, field));
    return item instanceof Create
        || (item instanceof Recreate recreate && recreate.after().has("schema"));
  }

  /**
   * The type that a column of the target has after the plan, without length.
   *
   * @return empty if it is not known
   */
  public Optional<String> typeAfter(String collection, String field) {
    PlannedItem item = items.get(ItemKey.ofField(collection, field));
    Optional<String> made =
        switch (item) {
          case Create create -> ColumnForm.of(create.after()).map(form -> form.kind().sql());
          case Recreate recreate -> ColumnForm.of(recreate.after()).map(form -> form.kind().sql());
          case Alter alter when altersColumn(alter) ->
              ColumnForm.of(result(alter)).map(form -> form.kind().sql());
          case null, default -> Optional.empty();
        };
    return made.isPresent() ? made : column(collection, field).map(column -> column.type().name());
  }

  /** The value that differs, if it does. */
  public static Optional<Property> property(Alter alter, String path) {
    return alter.properties().stream().filter(one -> one.path().equals(path)).findFirst();
  }

  /** Whether Directus alters the column: whenever anything but metadata differs. */
  public static boolean altersColumn(Alter alter) {
    return alter.before().has("schema")
        && alter.properties().stream()
            .anyMatch(one -> one.path().equals("type") || one.path().startsWith("schema"));
  }

  /** The entity as it is when the chosen values are carried out, and no others. */
  public static JsonObject result(Alter alter) {
    JsonObject result = alter.before();
    for (Property property : alter.properties()) {
      int dot = property.path().indexOf('.');
      if (dot < 0) {
        result = result.with(property.path(), property.after());
      } else {
        String part = property.path().substring(0, dot);
        String key = property.path().substring(dot + 1);
        result = result.with(part, result.object(part).with(key, property.after()));
      }
    }
    return result;
  }
}
