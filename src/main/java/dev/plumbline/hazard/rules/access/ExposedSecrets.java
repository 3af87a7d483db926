package dev.plumbline.hazard.rules.access;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A value that nobody could read through the API becomes readable for who may read the field. */
public final class ExposedSecrets implements HazardRule {
  private static final Set<String> SECRECY = Set.of("conceal", "encrypt", "hash");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .forEach(
            alter ->
                HazardInputs.property(alter, "meta.special")
                    .ifPresent(
                        special -> {
                          Set<String> lost = secrecy(special.before());
                          lost.removeAll(secrecy(special.after()));
                          if (!lost.isEmpty()) {
                            collector.grade(
                                Countable.always(
                                    HazardCode.SECRET_EXPOSED,
                                    alter.key().text(),
                                    new ColumnValues(alter.key().collection(), alter.key().field()),
                                    Severity.MEDIUM,
                                    amounts ->
                                        "%s loses %s: who may read the field can read %s as stored"
                                            .formatted(
                                                Words.name(alter.key().text()),
                                                Words.list(List.copyOf(lost)),
                                                amounts.of(0, "value")),
                                    "leave special of the field out of the plan"));
                          }
                        }));
  }

  private static Set<String> secrecy(JsonValue special) {
    Set<String> flags = new TreeSet<>();
    if (special instanceof JsonArray array) {
      array.items().forEach(item -> flags.add(item.textOr("")));
    }
    flags.retainAll(SECRECY);
    return flags;
  }
}
