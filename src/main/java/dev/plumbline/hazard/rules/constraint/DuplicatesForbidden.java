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
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.Optional;

/**
 * A unique constraint over rows that have the same value, or have it once the column is converted.
 * What is the same is decided by the type that Directus sets with any change of the column, and by
 * the collation of the database: {@code citext} and a collation of the column are lost then, so
 * that values that differ in case are no duplicates. Directus answers 400 {@code RECORD_NOT_UNIQUE}
 * and rolls everything back.
 *
 * <p>Directus converts a column before it drops its unique constraint, so that one that goes
 * forbids duplicates for the last time.
 */
public final class DuplicatesForbidden implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .filter(alter -> isUnique(HazardInputs.result(alter)) || isUnique(alter.before()))
        .forEach(alter -> check(alter, inputs, collector));
  }

  private static boolean isUnique(JsonObject field) {
    return field.object("schema").get("is_unique").equals(JsonBoolean.TRUE);
  }

  private static void check(Alter alter, HazardInputs inputs, SuspicionCollector collector) {
    String table = alter.key().collection();
    String column = alter.key().field();
    boolean isKey = alter.before().object("schema").get("is_primary_key").equals(JsonBoolean.TRUE);
    boolean stays = isUnique(HazardInputs.result(alter));
    boolean isNew = stays && !isUnique(alter.before());
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
            "%s is %s, but %s share %s, so the whole plan would fail"
                .formatted(
                    Words.name(alter.key().text()),
                    stays
                        ? "to be unique" + converted.map(form -> " as " + form.sql()).orElse("")
                        : "still unique when its values become "
                            + converted.map(ColumnForm::sql).orElse(""),
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
