package dev.plumbline.hazard.rules.loss;

import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.change.Subject.OfCollection;
import dev.plumbline.drift.change.Subject.OfField;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.severity.Severity;
import java.util.List;

/**
 * A drop and an add that are probably one rename. Directus knows no rename: it drops the old column
 * or table with its data, and makes an empty one.
 */
public final class LikelyRenames implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .renames()
        .forEach(
            rename -> {
              Subject from = rename.from();
              Subject to = rename.to();
              if (from instanceof OfField old
                  && to instanceof OfField fresh
                  && inputs.drops(old.collection(), old.field())
                  && inputs.items().get(ItemKey.ofField(fresh.collection(), fresh.field()))
                      instanceof Create) {
                ask(
                    old,
                    fresh,
                    new ColumnValues(old.collection(), old.field()),
                    rename.evidence(),
                    ofField(old, fresh),
                    collector);
              } else if (from instanceof OfCollection old
                  && to instanceof OfCollection fresh
                  && inputs.drops(old.collection())
                  && inputs.items().get(ItemKey.ofCollection(fresh.collection()))
                      instanceof Create) {
                ask(
                    old,
                    fresh,
                    new TableRows(old.collection()),
                    rename.evidence(),
                    ofCollection(old, fresh),
                    collector);
              }
            });
  }

  private static void ask(
      Subject from,
      Subject to,
      RowQuestion question,
      List<String> evidence,
      String sql,
      SuspicionCollector collector) {
    String noun = question instanceof TableRows ? "row" : "value";
    collector.grade(
        Countable.always(
            HazardCode.LIKELY_RENAME,
            from.text(),
            question,
            Severity.LOW,
            amounts ->
                "%s is probably renamed to %s (%s): the plan drops it with %s and creates an empty one"
                    .formatted(
                        Words.name(from.text()),
                        Words.name(to.text()),
                        String.join("; ", evidence),
                        amounts.of(0, noun)),
            "if it is a rename, rename it in the target by SQL first: " + sql));
  }

  private static String ofField(OfField old, OfField fresh) {
    String from = RemedySql.text(old.field());
    String to = RemedySql.text(fresh.field());
    String collection = RemedySql.text(old.collection());
    return "ALTER TABLE %s RENAME %s TO %s; "
            .formatted(
                RemedySql.name(old.collection()),
                RemedySql.name(old.field()),
                RemedySql.name(fresh.field()))
        + "UPDATE directus_fields SET field = %s WHERE collection = %s AND field = %s; "
            .formatted(to, collection, from)
        + "UPDATE directus_relations SET many_field = %s WHERE many_collection = %s AND many_field = %s"
            .formatted(to, collection, from);
  }

  private static String ofCollection(OfCollection old, OfCollection fresh) {
    String from = RemedySql.text(old.collection());
    String to = RemedySql.text(fresh.collection());
    return "ALTER TABLE %s RENAME TO %s; "
            .formatted(RemedySql.name(old.collection()), RemedySql.name(fresh.collection()))
        + "UPDATE directus_collections SET collection = %s WHERE collection = %s; "
            .formatted(to, from)
        + "UPDATE directus_fields SET collection = %s WHERE collection = %s; ".formatted(to, from)
        + "UPDATE directus_relations SET many_collection = %s WHERE many_collection = %s; "
            .formatted(to, from)
        + "UPDATE directus_relations SET one_collection = %s WHERE one_collection = %s"
            .formatted(to, from);
  }
}
