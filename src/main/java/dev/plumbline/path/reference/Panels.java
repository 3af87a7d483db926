package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.path.reference.Option.Base;
import dev.plumbline.path.reference.Option.Form;
import java.util.List;
import java.util.Map;

/**
 * Names of fields in the options of Directus's own panels. What is called {@code field} by a panel
 * of a variable is the variable.
 */
final class Panels {
  private static final Option FILTER = new Option("filter", Form.FILTER, Base.SELECTED);
  private static final Option FIELD = path("field");
  private static final Option SORT = path("sortField");
  private static final Option TEMPLATE =
      new Option("displayTemplate", Form.TEMPLATE, Base.SELECTED);

  private static final Map<String, List<Option>> KNOWN =
      Map.ofEntries(
          Map.entry("metric", List.of(FIELD, SORT, FILTER)),
          Map.entry("metric-list", List.of(path("groupByField"), path("aggregateField"), FILTER)),
          Map.entry("list", List.of(SORT, TEMPLATE, FILTER)),
          Map.entry("time-series", List.of(path("dateField"), path("valueField"), FILTER)),
          Map.entry("bar-chart", List.of(path("xAxis"), path("yAxis"), FILTER)),
          Map.entry("line-chart", List.of(path("xAxis"), path("yAxis"), path("grouping"), FILTER)),
          Map.entry("pie-chart", List.of(path("column"), FILTER)),
          Map.entry("meter", List.of(FIELD, FILTER)),
          Map.entry("relational-variable", List.of(TEMPLATE, FILTER)));

  private Panels() {}

  static void collect(String type, JsonValue value, References into) {
    if (value instanceof JsonObject options) {
      String collection = options.get("collection").textOr("");
      for (Option option : KNOWN.getOrDefault(type, List.of())) {
        into.option("options." + option.key(), collection, option, options.get(option.key()));
      }
    }
  }

  private static Option path(String key) {
    return new Option(key, Form.PATHS, Base.SELECTED);
  }
}
