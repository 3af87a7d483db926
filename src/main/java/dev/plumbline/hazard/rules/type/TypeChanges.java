package dev.plumbline.hazard.rules.type;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the conversion of a column does to its values. Directus sets the type of a column again
 * whenever anything of the column changes, with {@code USING (column::type)}: an explicit cast,
 * which cuts and rounds without an error (facts 0.6), and to the type that it knows, even where the
 * column has another one.
 */
public final class TypeChanges implements HazardRule {
  private static final Set<String> TYPE =
      Set.of(
          "type",
          "schema",
          "schema.data_type",
          "schema.max_length",
          "schema.numeric_precision",
          "schema.numeric_scale");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .filter(alter -> !isKey(alter))
        .forEach(
            alter ->
                ColumnForm.of(HazardInputs.result(alter))
                    .ifPresent(
                        form -> {
                          ColumnType from = from(alter, inputs);
                          if (!form.is(from) || form.length() < 0) {
                            new Conversion(alter, from, form, collector).check();
                          }
                        }));
  }

  /** Directus does not alter a key (directus/directus#21101). */
  static boolean isKey(Alter alter) {
    return alter.before().object("schema").get("is_primary_key").equals(JsonBoolean.TRUE);
  }

  /** As the catalog has it; otherwise as the snapshot says. */
  static ColumnType from(Alter alter, HazardInputs inputs) {
    return inputs
        .column(alter.key().collection(), alter.key().field())
        .map(Column::type)
        .orElseGet(() -> ofSnapshot(alter.before().object("schema")));
  }

  private static ColumnType ofSnapshot(JsonObject schema) {
    String name = schema.get("data_type").textOr("");
    int modifier =
        switch (name) {
          case "character varying", "character" -> number(schema.get("max_length"), -5) + 4;
          case "numeric" ->
              schema.get("numeric_precision").isNull()
                  ? -1
                  : ((number(schema.get("numeric_precision"), 0) << 16)
                          | number(schema.get("numeric_scale"), 0))
                      + 4;
          default -> -1;
        };
    return new ColumnType(name, modifier);
  }

  private static int number(JsonValue value, int otherwise) {
    return value instanceof JsonNumber(double number) ? (int) number : otherwise;
  }

  /** One column. */
  private record Conversion(
      Alter alter, ColumnType from, ColumnForm form, SuspicionCollector collector) {

    void check() {
      boolean isSeen = alter.properties().stream().anyMatch(one -> TYPE.contains(one.path()));
      if (!isSeen && !form.is(from)) {
        collector.state(
            HazardCode.TYPE_CHANGES_UNSEEN,
            subject(),
            "%s has the type %s; whatever else of it changes, Directus also makes it %s"
                .formatted(Words.name(subject()), from.name(), form.sql()),
            "leave it out of the plan, or change the column by SQL");
      }
      if (form.kind() == Kind.VARCHAR && form.length() < 1) {
        collector.state(
            HazardCode.CAST_FAILS,
            subject(),
            "%s is a varchar without a length; whatever of it changes, Directus makes it %s, which PostgreSQL refuses, so the whole plan would fail"
                .formatted(Words.name(subject()), form.sql()),
            RemedySql.alter(alter.key().collection(), alter.key().field(), "TYPE text"));
        return;
      }
      if (CastPaths.isMissing(from.name(), form.kind())) {
        collector.state(
            HazardCode.CAST_FAILS,
            subject(),
            "PostgreSQL cannot convert %s from %s to %s, so the whole plan would fail"
                .formatted(Words.name(subject()), from.name(), form.sql()),
            recipe("…"));
        return;
      }
      if (CastPaths.mayFail(from.name(), form.kind())) {
        ask(
            HazardCode.CAST_FAILS,
            casts(false),
            amounts ->
                "%s of %s cannot be converted to %s, so the whole plan would fail"
                    .formatted(amounts.of(0, "value"), Words.name(subject()), form.sql()));
      }
      boolean isNumber = ColumnForm.NUMBERS.contains(from.name());
      if (isNumber && form.isNumber() && mayOverflow()) {
        ask(
            HazardCode.VALUES_OUT_OF_RANGE,
            casts(true),
            amounts ->
                "%s of %s %s too large for %s, so the whole plan would fail"
                    .formatted(
                        amounts.of(0, "number"),
                        Words.name(subject()),
                        amounts.verb(0, "is", "are"),
                        form.sql()));
      }
      ConvertedValues.change(from, form)
          .ifPresent(code -> ask(code, changes(), amounts -> sentence(code, amounts)));
    }

    private RowQuestion changes() {
      return new ChangedValues(alter.key().collection(), alter.key().field(), from.name(), form);
    }

    private String subject() {
      return alter.key().text();
    }

    private RowQuestion casts(boolean range) {
      return new FailingCasts(
          alter.key().collection(), alter.key().field(), from.name(), form, range);
    }

    private void ask(HazardCode code, RowQuestion question, Function<Amounts, String> message) {
      collector.ask(
          code,
          subject(),
          question,
          message,
          Optional.of(
              code.refuses()
                  ? recipe("…")
                  : "change the values yourself first, or leave it out of the plan"));
    }

    private String recipe(String using) {
      return "convert it by SQL: "
          + RemedySql.alter(
              alter.key().collection(),
              alter.key().field(),
              "TYPE %s USING %s".formatted(form.sql(), using));
    }

    /** A wider type of whole numbers never is too small. */
    private boolean mayOverflow() {
      return switch (form.kind()) {
        case BIGINT -> !Set.of("smallint", "integer").contains(from.name());
        case INTEGER -> !from.name().equals("smallint");
        case REAL -> Set.of("double precision", "numeric").contains(from.name());
        default -> true;
      };
    }

    private String sentence(HazardCode code, Amounts amounts) {
      String values = amounts.of(0, code == HazardCode.VALUES_ROUNDED ? "number" : "value");
      String of = values + " of " + Words.name(subject());
      return switch (code) {
        case VALUES_CUT ->
            "%s would be cut to %d characters without an error".formatted(of, form.length());
        case VALUES_ROUNDED ->
            "%s would be rounded to fit %s without an error".formatted(of, form.sql());
        case TIME_CUT ->
            form.kind() == Kind.DATE
                ? of + " would lose the time of day without an error"
                : of + " would lose the date, or their offset, without an error";
        case TIMES_SHIFTED ->
            "%s would be shifted, because Directus's sessions convert %s to %s in a time zone other than UTC"
                .formatted(of, from.name(), form.sql());
        default ->
            "%s would be written in another form by the conversion from %s to %s"
                .formatted(of, from.name(), form.sql());
      };
    }
  }
}
