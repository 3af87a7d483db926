package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion.DuplicateValues;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.Optional;

/**
 * A unique constraint over rows that have the same value, or have it once the column is converted.
 * What is the same is decided by the type that Directus sets with any change of the column, and by
 * the collation of the database: {@code citext} and a collation of the column are lost then, so
 * that values that differ in case are no duplicates. Directus answers 400 {@code RECORD_NOT_UNIQUE}
 * and rolls everything back.
 */
public final class DuplicatesForbidden implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .filter(
            alter ->
                HazardInputs.result(alter)
                    .object("schema")
                    .get("is_unique")
                    .equals(JsonBoolean.TRUE))
        .forEach(alter -> check(alter, inputs, collector));
  }

  private static void check(Alter alter, HazardInputs inputs, SuspicionCollector collector) {
    String table = alter.key().collection();
    String column = alter.key().field();
    boolean isKey = alter.before().object("schema").get("is_primary_key").equals(JsonBoolean.TRUE);
    boolean isNew = HazardInputs.property(alter, "schema.is_unique").isPresent();
    Optional<ColumnForm> made = ColumnForm.of(HazardInputs.result(alter));
    Optional<Column> known = inputs.column(table, column);
    Optional<ColumnForm> converted =
        made.filter(form -> known.filter(one -> !form.is(one.type())).isPresent());
    if (isKey || (!isNew && converted.isEmpty())) {
      return;
    }
    collector.ask(
        HazardCode.DUPLICATES_FORBIDDEN,
        alter.key().text(),
        new DuplicateValues(table, column, false, made),
        amounts ->
            "%s is to be unique%s, but %s share %s, so the whole plan would fail"
                .formatted(
                    Words.name(alter.key().text()),
                    converted.map(form -> " as " + form.sql()).orElse(""),
                    amounts.of(0, 1, "row"),
                    amounts.of(0, "value")),
        Optional.of(
            "find them: SELECT %2$s%3$s%4$s, count(*) FROM %1$s GROUP BY 1 HAVING count(*) > 1"
                .formatted(
                    RemedySql.name(table),
                    RemedySql.name(column),
                    converted.map(form -> "::" + form.sql()).orElse(""),
                    known.flatMap(Column::collation).isPresent() ? " COLLATE \"default\"" : "")));
  }
}
