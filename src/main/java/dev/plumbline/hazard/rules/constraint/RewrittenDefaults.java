package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Directus sets the default of a column again whenever anything of the column changes, from what it
 * reads of it: quotes are doubled each time, and an expression becomes a text (facts 1.6).
 */
public final class RewrittenDefaults implements HazardRule {
  /** What Directus reads and writes as what it is. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?s)'(?:[^']|'')*'(?:::.*)?|\\(?-?[0-9.]+\\)?(?:::.*)?|true|false|NULL(?:::.*)?"
              + "|CURRENT_TIMESTAMP(?:\\([0-9]\\))?|now\\(\\)|gen_random_uuid\\(\\)");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .forEach(alter -> altered(alter, inputs, collector));
    inputs
        .created(Section.FIELDS)
        .forEach(create -> check(create.key(), create.after(), collector));
  }

  private static void altered(Alter alter, HazardInputs inputs, SuspicionCollector collector) {
    boolean isNew = HazardInputs.property(alter, "schema.default_value").isPresent();
    Optional<String> expression =
        inputs
            .column(alter.key().collection(), alter.key().field())
            .map(column -> column.value())
            .filter(ColumnValue.Default.class::isInstance)
            .map(value -> ((ColumnValue.Default) value).expression())
            .filter(text -> !KNOWN.matcher(text).matches());
    if (!isNew && expression.isPresent()) {
      collector.state(
          HazardCode.DEFAULT_REWRITTEN,
          alter.key().text(),
          "the default of %s is the expression %s; changing the column makes Directus write it as a text, or drop it"
              .formatted(
                  Words.name(alter.key().text()), Words.value(JsonValue.of(expression.get()))),
          RemedySql.alter(
              alter.key().collection(),
              alter.key().field(),
              "SET DEFAULT " + expression.get() + " afterwards"));
    } else {
      check(alter.key(), HazardInputs.result(alter), collector);
    }
  }

  private static void check(ItemKey key, JsonObject field, SuspicionCollector collector) {
    String text = field.object("schema").get("default_value").textOr("");
    if (text.contains("'") && !text.startsWith("nextval(")) {
      collector.state(
          HazardCode.DEFAULT_REWRITTEN,
          key.text(),
          "the default of %s has a quote in it, and Directus doubles it: %s becomes %s"
              .formatted(
                  Words.name(key.text()),
                  Words.value(JsonValue.of(text)),
                  Words.value(JsonValue.of(text.replace("'", "''")))),
          RemedySql.alter(
              key.collection(),
              key.field(),
              "SET DEFAULT " + RemedySql.text(text) + " afterwards"));
    }
  }
}
