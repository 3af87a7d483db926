package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.FieldPaths;
import dev.plumbline.path.reference.Option.Form;
import java.util.List;
import java.util.Optional;

/** Names of fields in {@code directus_collections} and {@code directus_fields}. */
public final class MetadataReferences {
  private static final String OPTIONS = "options";
  private static final String CONDITIONS = "conditions";

  private final FieldPaths paths;
  private final FieldGraph graph;

  public MetadataReferences(FieldGraph graph) {
    this.graph = graph;
    this.paths = new FieldPaths(graph);
  }

  /** What the names in the metadata of a field are for. */
  public enum Purpose {
    /** Templates, columns and sort orders of its interface and display. */
    SHOWN,
    /** Filters that decide which items can be selected. */
    SELECTED,
    /** Conditions that change the field in the form. */
    CONDITION,
    VALIDATION
  }

  public List<BrokenReference> ofTemplate(String collection, JsonObject meta) {
    References references = new References(paths);
    references.template("display_template", collection, meta.get("display_template"));
    return references.broken();
  }

  public List<BrokenReference> ofPreview(String collection, JsonObject meta) {
    References references = new References(paths);
    references.template("preview_url", collection, meta.get("preview_url"));
    return references.broken();
  }

  public List<BrokenReference> ofDuplication(String collection, JsonObject meta) {
    References references = new References(paths);
    references.paths("item_duplication_fields", collection, meta.get("item_duplication_fields"));
    return references.broken();
  }

  /**
   * @param meta decoded
   */
  public List<BrokenReference> ofField(
      Purpose purpose, String collection, String field, JsonObject meta) {
    Of of = new Of(collection, field, new References(paths), purpose);
    switch (purpose) {
      case SHOWN, SELECTED -> {
        options(of, meta, OPTIONS, meta.get(OPTIONS));
        options(
            of,
            "display_options",
            KnownOptions.ofDisplay(meta.get("display").textOr("")),
            meta.get("display_options"));
        conditions(meta)
            .forEach(rule -> options(of, meta, CONDITIONS + "." + OPTIONS, rule.get(OPTIONS)));
      }
      case CONDITION ->
          conditions(meta)
              .forEach(rule -> of.references.filter(CONDITIONS, collection, rule.get("rule")));
      case VALIDATION -> of.references.filter("validation", collection, meta.get("validation"));
    }
    return of.references.broken();
  }

  /** A field whose names are collected. */
  private record Of(String collection, String field, References references, Purpose purpose) {}

  private static List<JsonObject> conditions(JsonObject meta) {
    return meta.get(CONDITIONS) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private void options(Of of, JsonObject meta, String where, JsonValue options) {
    options(of, where, KnownOptions.ofInterface(meta.get("interface").textOr("")), options);
  }

  private void options(Of of, String where, List<Option> known, JsonValue value) {
    if (value instanceof JsonObject options) {
      for (Option option : known) {
        if ((option.form() == Form.FILTER) == (of.purpose == Purpose.SELECTED)) {
          base(of, option, options)
              .ifPresent(
                  base ->
                      option(
                          of, where + "." + option.key(), base, option, options.get(option.key())));
        }
      }
    }
  }

  private Optional<String> base(Of of, Option option, JsonObject options) {
    return switch (option.base()) {
      case OWN -> Optional.of(of.collection);
      case RELATED -> graph.related(of.collection, of.field);
      case FAR -> graph.far(of.collection, of.field);
      case SELECTED -> Optional.of(options.get("selectedCollection").textOr(""));
    };
  }

  private static void option(Of of, String where, String base, Option option, JsonValue value) {
    of.references.option(where, base, option, value);
    if (option.form() == Form.FILTER) {
      of.references.templatesWithin(where, of.collection, value);
    }
  }
}
