package dev.plumbline.mismatch;

import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.mismatch.seen.Standing;
import dev.plumbline.mismatch.seen.WellKnown;
import dev.plumbline.schema.Catalog.Kind;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.TableDetails.PartitionOf;
import java.util.Optional;

/** Collections and the tables behind them, tables and the collections before them. */
final class CollectionRules {
  private CollectionRules() {}

  static void tell(Names names, Renames renames, Told told) {
    for (String collection : names.collections().keySet()) {
      switch (names.standing(collection)) {
        case GHOST -> {
          if (!renames.isOldName(collection)) {
            told.add(
                MismatchCode.GHOST_COLLECTION,
                collection,
                "the table of collection `%s` does not exist, but Directus still has %s"
                    .formatted(collection, leftOf(names, collection)));
          }
        }
        case NOT_A_TABLE -> notATable(names, collection, told);
        case UNUSABLE -> unusable(names, collection, told);
        case SYSTEM, COLLECTION, FOLDER, UNTRACKED, LEFTOVER, NOWHERE -> {}
      }
    }
    for (String collection : names.collectionsWithFields()) {
      if (names.standing(collection) == Standing.LEFTOVER) {
        told.add(
            MismatchCode.FIELDS_OF_MISSING_COLLECTION,
            collection,
            "directus_fields has %s of `%s`, which is neither a collection nor a table"
                .formatted(rows(names.fields(collection).size()), collection));
      }
    }
    for (Table table : names.tables()) {
      if (names.standing(table.name()) == Standing.UNTRACKED
          && WellKnown.table(table).isEmpty()
          && !renames.isNewName(table.name())
          && !isPartOfWhatIsTold(names, table)) {
        told.add(untracked(table), table.name(), untrackedMessage(names, table));
      }
    }
  }

  private static String leftOf(Names names, String collection) {
    int fields = names.fields(collection).size();
    return fields == 0 ? "relations with it" : rows(fields) + " of its fields";
  }

  private static String rows(int number) {
    return number + (number == 1 ? " row" : " rows");
  }

  private static void notATable(Names names, String collection, Told told) {
    names
        .table(collection)
        .ifPresent(
            table ->
                told.add(
                    MismatchCode.COLLECTION_NOT_A_TABLE,
                    collection,
                    "collection `%s` is a %s; Directus sees none of its columns"
                        .formatted(collection, words(table.kind()))));
  }

  private static void unusable(Names names, String collection, Told told) {
    int columns = names.table(collection).map(table -> table.primaryKey().size()).orElse(0);
    if (columns == 0) {
      told.add(
          MismatchCode.COLLECTION_WITHOUT_PRIMARY_KEY,
          collection,
          "table `%s` has no primary key, so Directus ignores the collection"
              .formatted(collection));
    } else if (columns > 1) {
      told.add(
          MismatchCode.COLLECTION_WITH_COMPOSITE_PRIMARY_KEY,
          collection,
          "the primary key of table `%s` has %d columns, so Directus ignores the collection"
              .formatted(collection, columns));
    } else {
      told.add(
          MismatchCode.COLLECTION_NAME_UNUSABLE,
          collection,
          "the name of table `%s` contains a space, so Directus ignores the collection"
              .formatted(collection));
    }
  }

  /** What is told of the whole is not told of each of its parts. */
  private static boolean isPartOfWhatIsTold(Names names, Table table) {
    Optional<PartitionOf> whole = table.details().partitionOf();
    return whole.flatMap(of -> names.table(of.table())).isPresent();
  }

  private static MismatchCode untracked(Table table) {
    return switch (table.kind()) {
      case TABLE ->
          table.details().partitionOf().isPresent()
              ? MismatchCode.UNTRACKED_PARTITION
              : MismatchCode.UNTRACKED_TABLE;
      case VIEW -> MismatchCode.UNTRACKED_VIEW;
      case MATERIALIZED_VIEW -> MismatchCode.UNTRACKED_MATERIALIZED_VIEW;
      case FOREIGN_TABLE -> MismatchCode.UNTRACKED_FOREIGN_TABLE;
      case PARTITIONED_TABLE -> MismatchCode.UNTRACKED_PARTITIONED_TABLE;
    };
  }

  private static String untrackedMessage(Names names, Table table) {
    int fields = names.fields(table.name()).size();
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
