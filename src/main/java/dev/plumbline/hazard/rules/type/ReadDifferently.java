package dev.plumbline.hazard.rules.type;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.payload.Section;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Flags of {@code special} that decide what Directus makes of a stored value: JSON, a list, a time,
 * a hash. The rows stay as they are; what is read and written is something else.
 */
public final class ReadDifferently implements HazardRule {
  private static final Set<String> CASTS =
      Set.of(
          "cast-json",
          "cast-csv",
          "cast-boolean",
          "cast-timestamp",
          "cast-datetime",
          "hash",
          "encrypt",
          "uuid");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(alter -> alter.before().has("schema"))
        .forEach(
            alter ->
                HazardInputs.property(alter, "meta.special")
                    .filter(one -> !casts(one.before()).equals(casts(one.after())))
                    .ifPresent(
                        one ->
                            collector.ask(
                                HazardCode.VALUES_READ_DIFFERENTLY,
                                alter.key().text(),
                                new ColumnValues(alter.key().collection(), alter.key().field()),
                                amounts ->
                                    "special of %s changes from %s to %s: Directus would read %s as something else"
                                        .formatted(
                                            Words.name(alter.key().text()),
                                            Words.value(one.before()),
                                            Words.value(one.after()),
                                            amounts.of(0, "stored value")),
                                Optional.of("convert the values together with the plan"))));
  }

  private static Set<String> casts(JsonValue special) {
    Set<String> casts = new TreeSet<>();
    if (special instanceof JsonArray array) {
      array.items().forEach(item -> casts.add(item.textOr("")));
    }
    casts.retainAll(CASTS);
    return casts;
  }
}
