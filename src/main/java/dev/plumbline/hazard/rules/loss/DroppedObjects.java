package dev.plumbline.hazard.rules.loss;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.SilentlyDropped;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What PostgreSQL drops with a table or a column although no diff shows it, as far as no snapshot
 * brings it back: constraints and indexes that Directus does not make, triggers, policies, grants,
 * sequences, partitions; and what only the server can list, such as comments and publications.
 */
public final class DroppedObjects implements HazardRule {
  /** Of the lists of {@link SilentlyDropped}; each is put before a name. */
  private static final List<String> LISTED =
      List.of(
          "the comment of ",
          "the security label of ",
          "its place in publication ",
          "its place in subscription ",
          "statistics ",
          "rule ");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .dropped(Section.COLLECTIONS)
        .filter(drop -> drop.before().has("schema"))
        .forEach(
            drop ->
                report(
                    drop.key(),
                    Optional.empty(),
                    inputs
                        .table(drop.key().collection())
                        .map(table -> ofTable(table, inputs))
                        .orElse(List.of()),
                    collector));
    Stream.concat(
            inputs
                .dropped(Section.FIELDS)
                .filter(drop -> drop.before().has("schema"))
                .map(drop -> drop.key()),
            inputs
                .recreated()
                .filter(recreate -> recreate.before().has("schema"))
                .map(Recreate::key))
        .forEach(
            key ->
                report(
                    key,
                    Optional.of(key.field()),
                    inputs
                        .table(key.collection())
                        .map(table -> ofColumn(table, key.field(), inputs))
                        .orElse(List.of()),
                    collector));
  }

  /**
   * @param objects that the catalog has; what the server lists comes after them
   */
  private static void report(
      ItemKey key, Optional<String> column, List<String> objects, SuspicionCollector collector) {
    collector.grade(
        new Countable(
            HazardCode.DROPS_DATABASE_OBJECTS,
            key.text(),
            List.of(new SilentlyDropped(key.collection(), column)),
            amounts -> severity(objects, amounts),
            HazardCode.DROPS_DATABASE_OBJECTS.gravest(),
            amounts ->
                "with %s PostgreSQL drops %s, which no snapshot brings back"
                    .formatted(Words.name(key.text()), Words.list(all(objects, amounts))),
            Optional.of(
                "keep their definitions: pg_dump --schema-only --table=" + key.collection()),
            !objects.isEmpty()));
  }

  /** A comment that is lost breaks nothing. */
  private static Optional<Severity> severity(List<String> objects, Amounts amounts) {
    boolean isMore =
        IntStream.range(1, LISTED.size()).anyMatch(list -> amounts.number(0, list) > 0);
    if (!objects.isEmpty() || isMore) {
      return Optional.of(HazardCode.DROPS_DATABASE_OBJECTS.gravest());
    }
    return amounts.isNone(0) ? Optional.empty() : Optional.of(Severity.LOW);
  }

  private static List<String> all(List<String> objects, Amounts amounts) {
    List<String> all = new ArrayList<>(objects);
    for (int list = 0; list < LISTED.size(); list++) {
      String before = LISTED.get(list);
      amounts.names(0, list).forEach(name -> all.add(before + Words.name(name)));
    }
    if (amounts.notKnown(0)) {
      all.add("comments, publications, statistics and rules that are unknown");
    }
    return all;
  }

  private static List<String> ofTable(Table table, HazardInputs inputs) {
    List<String> objects = ofBoth(table, columns -> true, true, inputs);
    table
        .details()
        .triggers()
        .forEach(trigger -> objects.add("trigger " + Words.name(trigger.name())));
    if (table.details().rowSecurity().enabled()) {
      objects.add("row-level security");
    }
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
    inputs.targetModel().stream()
        .flatMap(model -> model.tables().stream())
        .filter(
            other ->
                other
                    .details()
                    .partitionOf()
                    .filter(of -> of.table().equals(table.name()))
                    .isPresent())
        .forEach(partition -> objects.add("partition " + Words.name(partition.name())));
    return objects;
  }

  private static List<String> ofColumn(Table table, String column, HazardInputs inputs) {
    List<String> objects = ofBoth(table, columns -> columns.contains(column), false, inputs);
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
      Table table, Predicate<List<String>> concerned, boolean isWhole, HazardInputs inputs) {
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
          case Constraint.ForeignKey key when isComposite || !isRelation(table, key, inputs) ->
              objects.add("foreign key " + Words.name(key.name()));
          case Constraint.Unique ignored -> {}
          case Constraint.ForeignKey ignored -> {}
          case Constraint.PrimaryKey key when isComposite ->
              objects.add("primary key " + Words.name(key.name()));
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

  /** A snapshot has no foreign key of which Directus has no relation. */
  private static boolean isRelation(Table table, Constraint key, HazardInputs inputs) {
    return inputs.target().snapshot().relations().stream()
        .anyMatch(
            relation ->
                relation.collection().equals(table.name())
                    && key.columns().contains(relation.field()));
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
