package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;

/**
 * Names of fields in a preset of Directus's own layouts. Widths and alignments of columns are not
 * among them: Directus reads those of the shown columns only, and leaves the others there.
 */
final class Layouts {
  private static final List<String> KNOWN =
      List.of("tabular", "cards", "calendar", "map", "kanban");

  private static final List<String> FIELDS_OF_KANBAN =
      List.of(
          "groupField",
          "titleField",
          "textField",
          "tagsField",
          "dateField",
          "imageSource",
          "userField");

  private Layouts() {}

  static void collect(String collection, JsonValue query, JsonValue options, References into) {
    for (String layout : KNOWN) {
      if (member(query, layout) instanceof JsonObject of) {
        String where = "layout_query." + layout + ".";
        into.paths(where + "fields", collection, of.get("fields"));
        into.sort(where + "sort", collection, of.get("sort"));
      }
      if (member(options, layout) instanceof JsonObject of) {
        options(layout, collection, of, into);
      }
    }
  }

  private static void options(String layout, String collection, JsonObject of, References into) {
    String where = "layout_options." + layout + ".";
    switch (layout) {
      case "cards" -> {
        into.template(where + "title", collection, of.get("title"));
        into.template(where + "subtitle", collection, of.get("subtitle"));
        into.path(where + "imageSource", collection, of.get("imageSource"));
      }
      case "calendar" -> {
        into.template(where + "template", collection, of.get("template"));
        into.path(where + "startDateField", collection, of.get("startDateField"));
        into.path(where + "endDateField", collection, of.get("endDateField"));
      }
      case "map" -> {
        into.template(where + "displayTemplate", collection, of.get("displayTemplate"));
        into.path(where + "geometryField", collection, of.get("geometryField"));
      }
      case "kanban" -> {
        FIELDS_OF_KANBAN.forEach(key -> into.path(where + key, collection, of.get(key)));
        into.related(collection, of.get("groupField").textOr(""))
            .ifPresent(groups -> into.path(where + "groupTitle", groups, of.get("groupTitle")));
      }
      default -> {}
    }
  }

  private static JsonValue member(JsonValue value, String key) {
    return value instanceof JsonObject object ? object.get(key) : JsonValue.JsonNull.NULL;
  }
}
