package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.Origin;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that Directus shows with another type than they have. At most one is reported about each.
 */
public final class TypeRules {
  private TypeRules() {}

  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "citext");

  /** What a special makes of the values of a column. */
  private record Cast(String special, String shownAs, Set<String> right, Set<String> unchecked) {}

  private static final List<Cast> CASTS =
      List.of(
          new Cast("cast-json", "json", Set.of("json", "jsonb"), TEXTS),
          new Cast("cast-csv", "csv", TEXTS, Set.of()),
          new Cast("hash", "hash", TEXTS, Set.of()),
          new Cast("uuid", "uuid", Set.of("uuid"), TEXTS),
          new Cast("file", "uuid", Set.of("uuid"), TEXTS),
          new Cast(
              "cast-boolean",
              "boolean",
              Set.of("boolean"),
              Set.of("smallint", "integer", "bigint", "bit")),
          new Cast("cast-timestamp", "timestamp", Set.of("timestamp with time zone"), Set.of()),
          new Cast("cast-datetime", "dateTime", Set.of("timestamp without time zone"), Set.of()));

  /** Types that Directus has a narrower word for, with what it loses. */
  private static final Map<String, String> APPROXIMATED =
      Map.of(
          "money", "float: cents may be rounded",
          "interval", "string: it is not a text",
          "bit", "boolean: all bits but one are lost",
          "time with time zone", "time: the time zone is lost");

  public static void apply(ContentModel model, MismatchCollector collector) {
    for (Table table : model.usedTables()) {
      model
          .fields(table.name())
          .forEach(
              (field, rows) ->
                  model
                      .column(table.name(), field)
                      .ifPresent(column -> column(model, column, rows.getFirst(), collector)));
    }
  }

  private static void column(
      ContentModel model, Column column, FieldRow row, MismatchCollector collector) {
    String type = Origin.plainName(column.type());
    if (model.shownColumn(row.collection(), row.field()).filter(TypeRules::isUnknown).isPresent()) {
      collector.add(
          CatalogMismatch.TYPE_UNKNOWN,
          row.name(),
          "type",
          "column `%s` has the type %s, which Directus shows as unknown and cannot create elsewhere"
              .formatted(row.name(), column.type().name()));
      return;
    }
    for (Cast cast : CASTS) {
      if (row.special().contains(cast.special()) && !cast.right().contains(type)) {
        cast(cast, row, type, collector);
        return;
      }
    }
    if (type.equals("numeric") && column.type().modifier() < 0) {
      approximated(row, "numeric without precision", "integer: fractions may be lost", collector);
    } else if (APPROXIMATED.containsKey(type) && !isOneBit(column)) {
      approximated(row, type, APPROXIMATED.getOrDefault(type, ""), collector);
    } else if ((type.equals("character varying") || type.equals("character"))
        && column.type().modifier() < 0) {
      collector.add(
          CatalogMismatch.LENGTH_MISSING,
          row.name(),
          "schema.max_length",
          "column `%s` has the type %s without length; Directus reads the length as -5 and cannot create it"
              .formatted(row.name(), type));
    }
  }

  /** Whether Directus knows no type for it. */
  static boolean isUnknown(Field field) {
    return field.type().equals("unknown");
  }

  /** The special of a field that the column cannot serve; empty if it can serve all. */
  public static Optional<String> contradiction(FieldRow row, Column column) {
    String type = Origin.plainName(column.type());
    return CASTS.stream()
        .filter(cast -> row.special().contains(cast.special()))
        .filter(cast -> !cast.right().contains(type) && !cast.unchecked().contains(type))
        .map(Cast::special)
        .findFirst();
  }

  private static void cast(Cast cast, FieldRow row, String type, MismatchCollector collector) {
    boolean unchecked = cast.unchecked().contains(type);
    collector.add(
        unchecked ? CatalogMismatch.TYPE_UNCHECKED : CatalogMismatch.TYPE_CONTRADICTED,
        row.name(),
        "type",
        "Directus shows field `%s` as %s because of its special %s, but its column has the type %s"
                .formatted(row.name(), cast.shownAs(), cast.special(), type)
            + (unchecked ? ", which also accepts other values" : ""));
  }

  private static void approximated(
      FieldRow row, String type, String shown, MismatchCollector collector) {
    collector.add(
        CatalogMismatch.TYPE_APPROXIMATED,
        row.name(),
        "type",
        "column `%s` has the type %s, which Directus treats as %s"
            .formatted(row.name(), type, shown));
  }

  /** A single bit is a boolean. */
  private static boolean isOneBit(Column column) {
    return column.type().name().equals("bit") && column.type().modifier() == 1;
  }
}
