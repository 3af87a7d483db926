package dev.plumbline.hazard.rules.loss;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What PostgreSQL drops with a table or a column although no diff shows it, as far as no snapshot
 * brings it back: constraints and indexes that Directus does not make, triggers, policies, grants,
 * sequences.
 */
public final class DroppedObjects implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .dropped(Section.COLLECTIONS)
        .forEach(
            drop ->
                inputs
                    .table(drop.key().collection())
                    .ifPresent(table -> report(drop.key(), ofTable(table, inputs), collector)));
    Stream.concat(
            inputs.dropped(Section.FIELDS).map(drop -> drop.key()),
            inputs
                .recreated()
                .filter(recreate -> recreate.before().has("schema"))
                .map(Recreate::key))
        .forEach(
            key ->
                inputs
                    .table(key.collection())
                    .ifPresent(
                        table -> report(key, ofColumn(table, key.field(), inputs), collector)));
  }

  private static void report(ItemKey key, List<String> objects, SuspicionCollector collector) {
    if (!objects.isEmpty()) {
      collector.state(
          HazardCode.DROPS_DATABASE_OBJECTS,
          key.text(),
          "with %s PostgreSQL drops %s, which no snapshot brings back"
              .formatted(Words.name(key.text()), Words.list(objects)),
          "keep their definitions: pg_dump --schema-only --table=" + key.collection());
    }
  }

  private static List<String> ofTable(Table table, HazardInputs inputs) {
    List<String> objects = ofBoth(table, columns -> true, true);
    table
        .details()
        .triggers()
        .forEach(trigger -> objects.add("trigger " + Words.name(trigger.name())));
    table
        .details()
        .rowSecurity()
        .policies()
        .forEach(policy -> objects.add("policy " + Words.name(policy.name())));
    table.details().grants().stream()
        .map(grant -> "the grants of " + Words.name(grant.grantee()))
        .distinct()
        .forEach(objects::add);
    objects.addAll(sequences(table, Optional.empty(), inputs));
    return objects;
  }

  private static List<String> ofColumn(Table table, String column, HazardInputs inputs) {
    List<String> objects = ofBoth(table, columns -> columns.contains(column), false);
    table.details().grants().stream()
        .filter(grant -> grant.column().filter(column::equals).isPresent())
        .map(grant -> "the grants of " + Words.name(grant.grantee()))
        .distinct()
        .forEach(objects::add);
    objects.addAll(sequences(table, Optional.of(column), inputs));
    return objects;
  }

  /** Constraints and indexes that Directus would not make again. */
  private static List<String> ofBoth(
      Table table, Predicate<List<String>> concerned, boolean isWhole) {
    List<String> objects = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (concerned.test(constraint.columns())) {
        boolean isComposite = constraint.columns().size() > 1;
        switch (constraint) {
          case Constraint.Check check ->
              objects.add("check constraint " + Words.name(check.name()));
          case Constraint.Exclusion exclusion ->
              objects.add("exclusion constraint " + Words.name(exclusion.name()));
          case Constraint.Unique unique when isComposite ->
              objects.add("unique constraint " + Words.name(unique.name()));
          case Constraint.ForeignKey key when isComposite ->
              objects.add("foreign key " + Words.name(key.name()));
          case Constraint.Unique ignored -> {}
          case Constraint.ForeignKey ignored -> {}
          case Constraint.PrimaryKey ignored -> {}
        }
      }
    }
    table.indexes().stream()
        .filter(index -> !index.form().ofConstraint())
        .filter(
            index ->
                index.unique()
                    || index.columns().size() > 1
                    || index.form().predicate().isPresent()
                    || !index.form().method().equals("btree")
                    || index.columns().stream().anyMatch(Optional::isEmpty))
        .filter(
            index ->
                isWhole
                    || concerned.test(index.columns().stream().flatMap(Optional::stream).toList()))
        .forEach(index -> objects.add("index " + Words.name(index.name())));
    return objects;
  }

  private static List<String> sequences(Table table, Optional<String> column, HazardInputs inputs) {
    List<String> key = table.primaryKey();
    return inputs.targetModel().stream()
        .flatMap(model -> model.objects().sequences().stream())
        .filter(
            sequence ->
                sequence
                    .owner()
                    .filter(owner -> owner.table().equals(table.name()))
                    .filter(owner -> column.isEmpty() || column.get().equals(owner.column()))
                    // That of the key is made again with the key.
                    .filter(owner -> !key.contains(owner.column()))
                    .isPresent())
        .map(Sequence::name)
        .map(name -> "sequence " + Words.name(name))
        .toList();
  }
}
