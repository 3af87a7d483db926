package dev.plumbline.hazard.rules.loss;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;

/**
 * A column that is dropped, alone or because its field becomes an alias: Directus carries that out
 * as a drop and a create.
 */
public final class DroppedColumns implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .dropped(Section.FIELDS)
        .filter(drop -> drop.before().has("schema"))
        .forEach(
            drop ->
                ask(
                    HazardCode.DROPS_COLUMN,
                    drop.key(),
                    "the column %s is dropped with %s; only a backup brings the data back",
                    collector));
    inputs
        .recreated()
        .forEach(
            recreate -> {
              String name = Words.name(recreate.key().text());
              if (recreate.before().has("schema")) {
                ask(
                    HazardCode.COLUMN_BECOMES_ALIAS,
                    recreate.key(),
                    "%s becomes an alias: its column is dropped with %s; only a backup brings the data back",
                    collector);
              } else {
                collector.state(
                    HazardCode.ALIAS_BECOMES_COLUMN,
                    recreate.key().text(),
                    "%s is an alias and becomes a column, which is empty at first; what the alias showed is no longer shown"
                        .formatted(name));
              }
            });
  }

  private static void ask(
      HazardCode code, ItemKey key, String sentence, SuspicionCollector collector) {
    String name = Words.name(key.text());
    collector.grade(
        Countable.always(
            code,
            key.text(),
            new ColumnValues(key.collection(), key.field()),
            Severity.MEDIUM,
            amounts -> sentence.formatted(name, amounts.of(0, "value")),
            "leave " + name + " out of the plan"));
  }
}
