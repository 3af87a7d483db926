package dev.plumbline.model;

import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Directus's type of a column, found out by observing Directus 11.17.4 and 12.4.0 with a column of
 * each type of PostgreSQL under each special.
 */
public final class FieldType {
  /** Directus's type of a field without a column. */
  public static final String ALIAS = "alias";

  private static final Set<String> ALIASES =
      Set.of("alias", "o2m", "m2m", "m2a", "o2a", "files", "translations");

  private static final String GEOMETRY = "geometry";

  /** By a part of {@code special}; the first of these counts. */
  private static final List<Map.Entry<String, String>> BY_SPECIAL =
      List.of(
          Map.entry("cast-json", "json"),
          Map.entry("hash", "hash"),
          Map.entry("cast-csv", "csv"),
          Map.entry("uuid", "uuid"),
          Map.entry("file", "uuid"),
          Map.entry("cast-timestamp", "timestamp"),
          Map.entry("cast-datetime", "dateTime"));

  /** By the name of the type. Everything else, arrays and enums included, is unknown. */
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("bigint", "bigInteger"),
          Map.entry("bit", "boolean"),
          Map.entry("boolean", "boolean"),
          Map.entry("character varying", "string"),
          Map.entry("character", "string"),
          Map.entry("citext", "text"),
          Map.entry("date", "date"),
          Map.entry("double precision", "float"),
          Map.entry("geometry", GEOMETRY),
          Map.entry("integer", "integer"),
          Map.entry("interval", "string"),
          Map.entry("json", "json"),
          Map.entry("jsonb", "json"),
          Map.entry("money", "float"),
          Map.entry("numeric", "integer"),
          Map.entry("point", "geometry.Point"),
          Map.entry("polygon", "geometry.Polygon"),
          Map.entry("real", "float"),
          Map.entry("smallint", "integer"),
          Map.entry("text", "text"),
          Map.entry("time with time zone", "time"),
          Map.entry("time without time zone", "time"),
          Map.entry("timestamp with time zone", "timestamp"),
          Map.entry("timestamp without time zone", "dateTime"),
          Map.entry("uuid", "uuid"));

  /**
   * The other way round: the column that Directus makes for a field, without length or precision.
   * Measured on 11.17.4 and 12.4.0.
   */
  private static final Map<String, String> COLUMN_OF =
      Map.ofEntries(
          Map.entry("string", "character varying"),
          Map.entry("hash", "character varying"),
          Map.entry("text", "text"),
          Map.entry("csv", "text"),
          Map.entry("integer", "integer"),
          Map.entry("bigInteger", "bigint"),
          Map.entry("float", "real"),
          Map.entry("decimal", "numeric"),
          Map.entry("boolean", "boolean"),
          Map.entry("date", "date"),
          Map.entry("time", "time without time zone"),
          Map.entry("dateTime", "timestamp without time zone"),
          Map.entry("timestamp", "timestamp with time zone"),
          Map.entry("json", "json"),
          Map.entry("uuid", "uuid"),
          Map.entry("binary", "bytea"));

  private FieldType() {}

  /**
   * The type of the column that Directus makes for a field of this type, as PostgreSQL formats it.
   *
   * @return empty for an alias, for geometry and for a type that Directus does not know
   */
  public static Optional<String> columnOf(String type) {
    return Optional.ofNullable(COLUMN_OF.get(type));
  }

  /** Whether a field with this special is one without a column. */
  public static boolean isAlias(Optional<List<String>> special) {
    return special.isPresent() && !Collections.disjoint(ALIASES, special.get());
  }

  /** The type; what the special says comes before what the column is. */
  public static String of(ColumnType type, Optional<List<String>> special) {
    return special.flatMap(FieldType::bySpecial).orElseGet(() -> byColumn(type, special));
  }

  private static Optional<String> bySpecial(List<String> special) {
    return BY_SPECIAL.stream()
        .filter(entry -> special.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String byColumn(ColumnType type, Optional<List<String>> special) {
    String found = BY_NAME.getOrDefault(type.name(), "unknown");
    if (found.startsWith(GEOMETRY) && special.isPresent()) {
      // Whatever it is: Directus takes the first part for the kind of geometry.
      return special.get().stream().findFirst().orElse(GEOMETRY);
    }
    // A numeric without precision is an integer to Directus, one with it is a decimal.
    return type.name().equals("numeric") && type.modifier() >= 0 ? "decimal" : found;
  }
}
