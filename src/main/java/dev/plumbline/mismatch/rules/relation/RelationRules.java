package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.model.RelationRow;
import java.util.List;
import java.util.Optional;

/** Relations that are doubled, half there, or kept by no foreign key. */
public final class RelationRules {
  private final ContentModel model;
  private final MismatchCollector collector;

  private RelationRules(ContentModel model, MismatchCollector collector) {
    this.model = model;
    this.collector = collector;
  }

  public static void apply(ContentModel model, MismatchCollector collector) {
    RelationRules rules = new RelationRules(model, collector);
    model.relations().values().forEach(rules::relation);
  }

  private void relation(List<RelationRow> rows) {
    RelationRow row = counts(rows);
    switch (model.status(row.collection())) {
      case NOWHERE -> leftover(row);
      case SYSTEM, COLLECTION -> {
        if (rows.size() > 1) {
          collector.add(
              RelationMismatch.DUPLICATE_RELATION,
              row.name(),
              "directus_relations has %d rows of `%s`".formatted(rows.size(), row.name()));
        }
        if (model.column(row.collection(), row.field()).isPresent()) {
          ends(row);
        } else if (!model.isGhost(row.collection(), row.field())) {
          collector.add(
              RelationMismatch.RELATION_FIELD_MISSING,
              row.name(),
              "the field of relation `%s` has no column".formatted(row.name()));
        }
      }
      // Reported of the collection or table.
      case UNUSABLE, NOT_A_TABLE, GHOST, FOLDER, UNTRACKED, LEFTOVER -> {}
    }
  }

  /** Of several the first that fits a foreign key, as Directus chooses it, else the first. */
  private RelationRow counts(List<RelationRow> rows) {
    List<ForeignKey> keys =
        model.foreignKeys(rows.getFirst().collection(), rows.getFirst().field());
    return rows.stream()
        .filter(row -> keys.stream().anyMatch(key -> row.fits(key.referencedTable())))
        .findFirst()
        .orElse(rows.getFirst());
  }

  private void leftover(RelationRow row) {
    collector.add(
        RelationMismatch.RELATION_OF_MISSING_COLLECTION,
        row.collection(),
        "directus_relations still has relations of `%s`, for example of its field `%s`"
            .formatted(row.collection(), row.field()));
  }

  private void ends(RelationRow row) {
    if (row.isAny()) {
      any(row);
    } else {
      row.one().ifPresentOrElse(one -> one(row, one), () -> withoutTarget(row));
    }
    row.junctionField().ifPresent(junction -> junction(row, junction));
    row.sortField()
        .filter(sort -> isMissing(row.collection(), sort))
        .ifPresent(
            sort ->
                collector.add(
                    RelationMismatch.RELATION_SORT_FIELD_MISSING,
                    row.name(),
                    "sort_field",
                    "relation `%s` sorts by `%s`, but `%s` has no such field"
                        .formatted(row.name(), sort, row.collection())));
  }

  private void any(RelationRow row) {
    if (row.collectionField().filter(field -> !isMissing(row.collection(), field)).isEmpty()) {
      collector.add(
          RelationMismatch.RELATION_COLLECTION_FIELD_MISSING,
          row.name(),
          "one_collection_field",
          "many-to-any `%s` has the collection field `%s`, but `%s` has no such field"
              .formatted(row.name(), row.collectionField().orElse(""), row.collection()));
    }
    for (String allowed : row.allowed()) {
      CollectionStatus status = model.status(allowed);
      if (status == CollectionStatus.NOWHERE || status == CollectionStatus.FOLDER) {
        collector.add(
            RelationMismatch.RELATION_ALLOWED_COLLECTION_MISSING,
            row.name(),
            "one_allowed_collections." + allowed,
            "many-to-any `%s` allows `%s`, which has no table".formatted(row.name(), allowed));
      }
    }
  }

  private void one(RelationRow row, String one) {
    switch (model.status(one)) {
      case NOWHERE ->
          collector.add(
              RelationMismatch.RELATION_TO_MISSING_COLLECTION,
              row.name(),
              "relation `%s` points to `%s`, which is neither a collection nor a table"
                  .formatted(row.name(), one));
      case SYSTEM, COLLECTION -> {
        if (model.foreignKeys(row.collection(), row.field()).isEmpty()) {
          collector.add(
              RelationMismatch.RELATION_WITHOUT_FOREIGN_KEY,
              row.name(),
              "relation `%s` to `%s` has no foreign key, so orphans can appear"
                  .formatted(row.name(), one));
        }
        row.oneField()
            .filter(field -> !isShownBy(one, field))
            .ifPresent(
                field ->
                    collector.add(
                        RelationMismatch.RELATION_ONE_FIELD_MISSING,
                        row.name(),
                        "one_field",
                        "relation `%s` has the one_field `%s.%s`, which is not an alias field"
                            .formatted(row.name(), one, field)));
      }
      // Reported of the collection or table.
      case UNUSABLE, NOT_A_TABLE, GHOST, FOLDER, UNTRACKED, LEFTOVER -> {}
    }
  }

  private boolean isShownBy(String collection, String field) {
    return isShownBy(model, collection, field);
  }

  static boolean isShownBy(ContentModel model, String collection, String field) {
    return model.field(collection, field).stream().anyMatch(FieldRow::showsRelation);
  }

  private void withoutTarget(RelationRow row) {
    if (model.foreignKeys(row.collection(), row.field()).isEmpty()) {
      collector.add(
          RelationMismatch.RELATION_WITHOUT_TARGET,
          row.name(),
          "relation `%s` has neither one_collection nor one_collection_field"
              .formatted(row.name()));
    }
  }

  private void junction(RelationRow row, String junction) {
    Optional<String> problem = Optional.empty();
    if (model.column(row.collection(), junction).isEmpty()) {
      problem =
          Optional.of("does not exist").filter(text -> !model.isGhost(row.collection(), junction));
    } else if (model.relationsOf(row.collection(), junction).isEmpty()
        // A foreign key without relation is reported as that.
        && model.foreignKeys(row.collection(), junction).isEmpty()) {
      problem = Optional.of("has no relation");
    }
    problem.ifPresent(
        text ->
            collector.add(
                RelationMismatch.RELATION_JUNCTION_FIELD_MISSING,
                row.name(),
                "junction_field",
                "relation `%s.%s` has the junction_field `%s`, which %s"
                    .formatted(row.collection(), row.field(), junction, text)));
  }

  /** Without a column; a ghost field is reported as that. */
  private boolean isMissing(String collection, String field) {
    return model.column(collection, field).isEmpty() && !model.isGhost(collection, field);
  }
}
