package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Comparator;
import dev.plumbline.integrity.Condition.Compares;
import dev.plumbline.integrity.Condition.ItemNotIn;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.compile.field.rule.Literals;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values that are none of the choices of their field. */
final class ChoiceChecks {
  private static final Set<String> ONE = Set.of("select-dropdown", "select-radio");
  private static final Set<String> SEVERAL =
      Set.of(
          "select-multiple-checkbox", "select-multiple-dropdown", "select-multiple-checkbox-tree");
  private static final String TAGS = "tags";

  /** A choice may hold choices; deeper than any interface shows them. */
  private static final int DEEPEST = 20;

  private ChoiceChecks() {}

  static void compile(CheckInputs inputs, FieldColumn field, CheckCollector into) {
    String shown = field.meta().get("interface").textOr("");
    boolean several = SEVERAL.contains(shown) || shown.equals(TAGS);
    if (!several && !ONE.contains(shown)) {
      return;
    }
    List<JsonObject> options = options(field);
    if (options.stream().anyMatch(option -> isOpen(option, shown))) {
      return;
    }
    List<JsonValue> choices = new ArrayList<>();
    options.forEach(
        option -> collect(option.get(shown.equals(TAGS) ? "presets" : "choices"), choices, 0));
    if (choices.isEmpty()) {
      return;
    }
    archiving(inputs.model().collectionMeta(field.collection()), field, choices);
    condition(field, several, choices, RequiredChecks.reportsEmpty(inputs, field))
        .filter(ignored -> options.stream().noneMatch(ChoiceChecks::rewrites))
        .ifPresentOrElse(
            broken -> into.add(field.rows(FieldCheck.NOT_A_CHOICE, broken)),
            () ->
                into.uncheckable(
                    field.id(FieldCheck.NOT_A_CHOICE),
                    "Choices of the interface %s cannot be compared with what a field of the type %s holds in a column of the type %s."
                        .formatted(shown, field.type(), field.kind().type().name())));
  }

  /** Archiving an item and taking it back write their values, whatever can be chosen. */
  private static void archiving(JsonObject collection, FieldColumn field, List<JsonValue> into) {
    if (collection.get("archive_field").equals(JsonValue.of(field.name()))) {
      for (String value : List.of("archive_value", "unarchive_value")) {
        if (!collection.get(value).isNull()) {
          into.add(collection.get(value));
        }
      }
    }
  }

  /** Those of the field, and those that its conditions put in their place. */
  private static List<JsonObject> options(FieldColumn field) {
    List<JsonObject> options = new ArrayList<>();
    options.add(field.options());
    for (JsonObject condition : RequiredChecks.conditions(field.meta())) {
      if (condition.get("options") instanceof JsonObject others) {
        options.add(others);
      }
    }
    return options;
  }

  /** Tags may be anything unless it is said that they may not. */
  private static boolean isOpen(JsonObject options, String shown) {
    JsonValue custom = options.get(shown.equals(TAGS) ? "allowCustom" : "allowOther");
    return custom.equals(JsonValue.of(true))
        || (shown.equals(TAGS) && !custom.equals(JsonValue.of(false)));
  }

  /** Options of tags by which what is stored is not what was chosen. */
  private static boolean rewrites(JsonObject options) {
    return !options.get("capitalization").isNull() || !options.get("whitespace").isNull();
  }

  private static void collect(JsonValue from, List<JsonValue> into, int depth) {
    if (!(from instanceof JsonArray(List<JsonValue> items)) || depth > DEEPEST) {
      return;
    }
    for (JsonValue item : items) {
      if (item instanceof JsonObject choice) {
        into.add(choice.get("value"));
        collect(choice.get("children"), into, depth + 1);
      } else {
        into.add(item);
      }
    }
  }

  private static Optional<Condition> condition(
      FieldColumn field, boolean several, List<JsonValue> choices, boolean emptyIsReported) {
    if (several) {
      List<String> values = List.copyOf(texts(choices));
      return list(field).map(form -> new ItemNotIn(field.operand(), form, values));
    }
    NavigableSet<String> values = new TreeSet<>();
    choices.forEach(choice -> Literals.of(choice, field.kind()).ifPresent(values::add));
    return switch (field.kind().category()) {
      case TEXT -> {
        if (field.type().equals("csv") || field.type().equals("json")) {
          yield Optional.empty();
        }
        if (emptyIsReported) {
          values.add("");
        }
        yield Optional.of(new NotIn(field.operand(), List.copyOf(values)));
      }
      case BOOLEAN, UUID -> Optional.of(new NotIn(field.operand(), List.copyOf(values)));
      // 1.50 and 1.5 are one number and two texts.
      case NUMBER, SINGLE, TIME, INSTANT ->
          values.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new All(
                      values.stream()
                          .map(
                              v ->
                                  (Condition)
                                      new Compares(field.operand(), Comparator.NOT_EQUAL, v))
                          .toList()));
      case OTHER ->
          field.kind().enumeration()
              ? Optional.of(new NotIn(field.operand(), List.copyOf(values)))
              : Optional.empty();
      case JSON -> Optional.empty();
    };
  }

  private static NavigableSet<String> texts(List<JsonValue> choices) {
    NavigableSet<String> values = new TreeSet<>();
    choices.forEach(choice -> Literals.text(choice).ifPresent(values::add));
    return values;
  }

  private static Optional<ListForm> list(FieldColumn field) {
    if (field.type().equals("csv") && field.kind().isText()) {
      return Optional.of(ListForm.CSV);
    }
    return field.type().equals("json") && field.kind().category() == Category.JSON
        ? Optional.of(ListForm.JSON)
        : Optional.empty();
  }
}
