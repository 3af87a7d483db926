package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.OrphanedValues;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A foreign key over rows that reference a key that does not exist. Directus creates one with each
 * relation that has a related collection, and creates it anew whenever anything of such a relation
 * changes ({@code RelationsService.updateOne}).
 */
public final class OrphansForbidden implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Stream.concat(
            inputs.created(Section.RELATIONS).map(Create::after),
            inputs
                .altered(Section.RELATIONS)
                .filter(alter -> !isProven(alter.key(), inputs))
                .map(Alter::before))
        .forEach(
            relation -> {
              String related = relation.get("related_collection").textOr("");
              ItemKey key =
                  ItemKey.ofRelation(
                      relation.get("collection").textOr(""), relation.get("field").textOr(""));
              if (!related.isEmpty() && !inputs.creates(key.collection(), key.field())) {
                question(key, related, inputs)
                    .ifPresent(question -> ask(key, related, question, collector));
              }
            });
  }

  /** Whether a foreign key makes it certain that there are no orphans. */
  private static boolean isProven(ItemKey key, HazardInputs inputs) {
    List<ForeignKey> keys =
        inputs.targetModel().stream()
            .map((ContentModel model) -> model.foreignKeys(key.collection(), key.field()))
            .flatMap(List::stream)
            .toList();
    return keys.stream().anyMatch(one -> one.enforcement().isProof());
  }

  private static Optional<RowQuestion> question(ItemKey key, String related, HazardInputs inputs) {
    // A collection that the plan creates has no rows yet.
    return inputs.creates(related)
        ? Optional.of(new ColumnValues(key.collection(), key.field()))
        : inputs
            .keyOf(related)
            .map(column -> new OrphanedValues(key.collection(), key.field(), related, column));
  }

  private static void ask(
      ItemKey key, String related, RowQuestion question, SuspicionCollector collector) {
    collector.ask(
        HazardCode.ORPHANS_FORBIDDEN,
        key.text(),
        question,
        amounts ->
            "a foreign key of %s to %s is to be created, but %s of it %s an item that does not exist, so the whole plan would fail"
                .formatted(
                    Words.name(key.text()),
                    Words.name(related),
                    amounts.of(0, "value"),
                    amounts.verb(0, "references", "reference")),
        Optional.of(
            "set them to null or to an existing item first: UPDATE %s SET %s = NULL WHERE …"
                .formatted(RemedySql.name(key.collection()), RemedySql.name(key.field()))));
  }
}
