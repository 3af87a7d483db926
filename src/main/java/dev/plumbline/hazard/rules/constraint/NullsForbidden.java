package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion.ColumnNulls;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.payload.Section;
import java.util.Optional;

/**
 * {@code NOT NULL} over rows with null. Directus answers 400 {@code CONTAINS_NULL_VALUES} and rolls
 * everything back.
 */
public final class NullsForbidden implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(
            alter ->
                HazardInputs.property(alter, "schema.is_nullable")
                    .filter(property -> property.after().equals(JsonBoolean.FALSE))
                    .isPresent())
        .forEach(
            alter -> {
              String table = alter.key().collection();
              String column = alter.key().field();
              collector.ask(
                  HazardCode.NULLS_FORBIDDEN,
                  alter.key().text(),
                  new ColumnNulls(table, column),
                  amounts ->
                      "%s is to forbid null, but has null in %s, so the whole plan would fail"
                          .formatted(Words.name(alter.key().text()), amounts.of(0, "row")),
                  Optional.of(
                      "fill them first: UPDATE %s SET %s = … WHERE %s IS NULL"
                          .formatted(
                              RemedySql.name(table),
                              RemedySql.name(column),
                              RemedySql.name(column))));
            });
  }
}
