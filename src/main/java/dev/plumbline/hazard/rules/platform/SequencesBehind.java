package dev.plumbline.hazard.rules.platform;

import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion.IdsBehind;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.Section;
import java.util.Optional;

/**
 * After a restore without sequences, Directus takes an id that is in use: 400 {@code
 * RECORD_NOT_UNIQUE}, and everything is rolled back (field report F04).
 */
public final class SequencesBehind implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    ask("directus_fields", inserts(Section.FIELDS, inputs), collector);
    ask("directus_relations", inserts(Section.RELATIONS, inputs), collector);
  }

  /** Also a change may insert: of a field that has no row of metadata yet. */
  private static long inserts(Section section, HazardInputs inputs) {
    return inputs.items().values().stream()
        .filter(item -> item.key().section() == section && !(item instanceof Drop))
        .count();
  }

  private static void ask(String table, long inserts, SuspicionCollector collector) {
    if (inserts == 0) {
      return;
    }
    collector.ask(
        HazardCode.SEQUENCE_BEHIND,
        table,
        new IdsBehind(table, "id", inserts),
        amounts ->
            "%s that the plan takes from the sequence of `%s` %s already in use, so the whole plan would fail"
                .formatted(amounts.of(0, "id"), table, amounts.verb(0, "is", "are")),
        Optional.of(
            "SELECT setval(pg_get_serial_sequence(%1$s, 'id'), (SELECT max(id) FROM %2$s))"
                .formatted(RemedySql.text(table), table)));
  }
}
