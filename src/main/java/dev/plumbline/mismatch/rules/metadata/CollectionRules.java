package dev.plumbline.mismatch.rules.metadata;

import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.wellknown.WellKnown;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import java.util.Optional;

/** Collections and the tables behind them, tables and the collections before them. */
public final class CollectionRules {
  private CollectionRules() {}

  public static void apply(ContentModel model, Renames renames, MismatchCollector collector) {
    for (String collection : model.collections().keySet()) {
      switch (model.status(collection)) {
        case GHOST -> {
          if (!renames.isOldName(collection)) {
            collector.add(
                MetadataMismatch.GHOST_COLLECTION,
                collection,
                "the table of collection `%s` does not exist, but Directus still has %s"
                    .formatted(collection, leftOf(model, collection)));
          }
        }
        case NOT_A_TABLE -> notATable(model, collection, collector);
        case UNUSABLE -> unusable(model, collection, collector);
        case SYSTEM, COLLECTION, FOLDER, UNTRACKED, LEFTOVER, NOWHERE -> {}
      }
    }
    for (String collection : model.collectionsWithFields()) {
      if (model.status(collection) == CollectionStatus.LEFTOVER) {
        collector.add(
            MetadataMismatch.FIELDS_OF_MISSING_COLLECTION,
            collection,
            "directus_fields has %s of `%s`, which is neither a collection nor a table"
                .formatted(rows(model.fields(collection).size()), collection));
      }
    }
    for (Table table : model.tables()) {
      if (model.status(table.name()) == CollectionStatus.UNTRACKED
          && WellKnown.table(table).isEmpty()
          && !renames.isNewName(table.name())
          && !isPartOfWhatIsTold(model, table)) {
        collector.add(untracked(table), table.name(), untrackedMessage(model, table));
      }
    }
  }

  private static String leftOf(ContentModel model, String collection) {
    int fields = model.fields(collection).size();
    return fields == 0 ? "relations with it" : rows(fields) + " of its fields";
  }

  private static String rows(int number) {
    return number + (number == 1 ? " row" : " rows");
  }

  private static void notATable(
      ContentModel model, String collection, MismatchCollector collector) {
    model
        .table(collection)
        .ifPresent(
            table ->
                collector.add(
                    MetadataMismatch.COLLECTION_NOT_A_TABLE,
                    collection,
                    "collection `%s` is a %s; Directus sees none of its columns"
                        .formatted(collection, words(table.kind()))));
  }

  private static void unusable(ContentModel model, String collection, MismatchCollector collector) {
    int columns = model.table(collection).map(table -> table.primaryKey().size()).orElse(0);
    if (columns == 0) {
      collector.add(
          MetadataMismatch.COLLECTION_WITHOUT_PRIMARY_KEY,
          collection,
          "table `%s` has no primary key, so Directus ignores the collection"
              .formatted(collection));
    } else if (columns > 1) {
      collector.add(
          MetadataMismatch.COLLECTION_WITH_COMPOSITE_PRIMARY_KEY,
          collection,
          "the primary key of table `%s` has %d columns, so Directus ignores the collection"
              .formatted(collection, columns));
    } else {
      collector.add(
          MetadataMismatch.COLLECTION_NAME_UNUSABLE,
          collection,
          "the name of table `%s` contains a space, so Directus ignores the collection"
              .formatted(collection));
    }
  }

  /** What is reported about the whole is not reported of each of its parts. */
  private static boolean isPartOfWhatIsTold(ContentModel model, Table table) {
    Optional<PartitionOf> whole = table.details().partitionOf();
    return whole.flatMap(of -> model.table(of.table())).isPresent();
  }

  private static MismatchCode untracked(Table table) {
    return switch (table.kind()) {
      case TABLE ->
          table.details().partitionOf().isPresent()
              ? MetadataMismatch.UNTRACKED_PARTITION
              : MetadataMismatch.UNTRACKED_TABLE;
      case VIEW -> MetadataMismatch.UNTRACKED_VIEW;
      case MATERIALIZED_VIEW -> MetadataMismatch.UNTRACKED_MATERIALIZED_VIEW;
      case FOREIGN_TABLE -> MetadataMismatch.UNTRACKED_FOREIGN_TABLE;
      case PARTITIONED_TABLE -> MetadataMismatch.UNTRACKED_PARTITIONED_TABLE;
    };
  }

  private static String untrackedMessage(ContentModel model, Table table) {
    int fields = model.fields(table.name()).size();
    return "%s `%s` is not a collection of Directus".formatted(words(table.kind()), table.name())
        + (fields == 0 ? "" : ", but directus_fields has " + rows(fields) + " of it");
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case TABLE -> "table";
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialised view";
      case FOREIGN_TABLE -> "foreign table";
      case PARTITIONED_TABLE -> "partitioned table";
    };
  }
}
