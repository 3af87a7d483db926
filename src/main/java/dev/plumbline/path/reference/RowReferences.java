package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.path.FieldPaths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Directus's own tables whose rows name fields, and which names of a row are missing. */
public enum RowReferences {
  /** The columns and the order of a list, and what its layout shows. */
  PRESETS("directus_presets"),
  PANELS("directus_panels"),
  /** What operations on items read, write and select. */
  OPERATIONS("directus_operations"),
  /**
   * The fields that a permission allows; not of Directus's own collections, where upgrades leave
   * names of fields that an older version had.
   */
  PERMISSION_FIELDS("directus_permissions"),
  /** Which items a permission is about, and which values it allows. */
  PERMISSION_RULES("directus_permissions"),
  /** Values that a permission gives to new items. */
  PERMISSION_PRESETS("directus_permissions"),
  /** The changes of a draft. */
  VERSIONS("directus_versions");

  private static final Set<String> ON_ITEMS =
      Set.of("item-create", "item-read", "item-update", "item-delete");

  private final String table;

  RowReferences(String table) {
    this.table = table;
  }

  public String table() {
    return table;
  }

  /** The columns that {@link #parts} are read from. */
  public SortedSet<String> columns() {
    SortedSet<String> columns = new TreeSet<>();
    parts().forEach(part -> columns.add(part.column()));
    return columns;
  }

  /** What of each row is read. */
  public List<RowPart> parts() {
    RowPart collection = RowPart.text("collection");
    return switch (this) {
      case PRESETS ->
          List.of(
              collection,
              RowPart.json("layout_query"),
              RowPart.json("layout_options"),
              RowPart.json("filter"));
      case PANELS -> List.of(RowPart.text("type"), RowPart.json("options"));
      case OPERATIONS ->
          List.of(
              RowPart.text("type"),
              RowPart.member("options", "collection"),
              RowPart.member("options", "query"),
              RowPart.keysOf("options", "payload"));
      case PERMISSION_FIELDS -> List.of(collection, RowPart.text("fields"));
      case PERMISSION_RULES ->
          List.of(collection, RowPart.json("permissions"), RowPart.json("validation"));
      case PERMISSION_PRESETS -> List.of(collection, RowPart.keys("presets"));
      case VERSIONS ->
          List.of(collection, RowPart.text("item"), RowPart.text("key"), RowPart.keys("delta"));
    };
  }

  /**
   * @param row its parts by name; text as a string, keys as a list of strings
   */
  public List<BrokenReference> broken(Map<String, JsonValue> row, FieldPaths paths) {
    Row of = new Row(row);
    String collection = of.text("collection");
    References into = new References(paths);
    switch (this) {
      case PRESETS -> {
        Layouts.collect(collection, of.part("layout_query"), of.part("layout_options"), into);
        into.filter("filter", collection, of.part("filter"));
      }
      case PANELS -> Panels.collect(of.text("type"), of.part("options"), into);
      case OPERATIONS -> {
        if (ON_ITEMS.contains(of.text("type"))) {
          String items = of.text("options.collection");
          Queries.collect("options.query", items, of.part("options.query"), into);
          into.keys("options.payload", items, of.texts("options.payload"));
        }
      }
      case PERMISSION_FIELDS -> {
        if (!SystemTables.contains(collection)) {
          into.paths("fields", collection, of.part("fields"));
        }
      }
      case PERMISSION_RULES -> {
        into.filter("permissions", collection, of.part("permissions"));
        into.filter("validation", collection, of.part("validation"));
      }
      case PERMISSION_PRESETS -> into.keys("presets", collection, of.texts("presets"));
      case VERSIONS ->
          into.keys(
              "version `%s` of item `%s`".formatted(of.text("key"), of.text("item")),
              collection,
              of.texts("delta"));
    }
    return into.broken();
  }

  private record Row(Map<String, JsonValue> parts) {
    JsonValue part(String name) {
      return parts.getOrDefault(name, JsonNull.NULL);
    }

    String text(String name) {
      return part(name).textOr("");
    }

    List<String> texts(String name) {
      return part(name) instanceof JsonArray(List<JsonValue> items)
          ? items.stream().map(item -> item.textOr("")).toList()
          : List.of();
    }
  }
}
