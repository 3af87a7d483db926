package dev.plumbline.model.rebuild;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Constraint.Exclusion;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The part of a field that Directus calls its schema, for the columns of one table. */
final class ColumnSchema {
  /** Sorted, as {@link JsonObject#ofSorted} wants them. */
  private static final String[] KEYS = {
    "data_type",
    "default_value",
    "foreign_key_column",
    "foreign_key_table",
    "generation_expression",
    "has_auto_increment",
    "is_generated",
    "is_indexed",
    "is_nullable",
    "is_primary_key",
    "is_unique",
    "max_length",
    "name",
    "numeric_precision",
    "numeric_scale",
    "table"
  };

  private final Table table;
  private final Function<String, Optional<JsonValue>> json;
  private final List<String> primaryKey;
  private final Set<String> unique = new HashSet<>();
  private final Set<String> indexed = new HashSet<>();
  private final Map<String, ForeignKey> foreignKeys = new HashMap<>();

  ColumnSchema(Table table, Function<String, Optional<JsonValue>> json) {
    this.table = table;
    this.json = json;
    this.primaryKey = table.primaryKey();
    table.constraints().stream()
        .filter(constraint -> constraint.columns().size() == 1)
        .forEach(
            constraint -> {
              String column = constraint.columns().getFirst();
              switch (constraint) {
                case PrimaryKey ignored -> unique.add(column);
                case Unique ignored -> unique.add(column);
                case ForeignKey key -> foreignKeys.putIfAbsent(column, key);
                case Check ignored -> {}
                case Exclusion ignored -> {}
              }
            });
    table.indexes().stream().flatMap(index -> indexedAlone(index).stream()).forEach(indexed::add);
  }

  /** Partial and invalid indexes count too, unique ones never do. */
  private static Optional<String> indexedAlone(Index index) {
    return index.unique() || Set.copyOf(index.columns()).size() != 1
        ? Optional.empty()
        : index.columns().getFirst();
  }

  boolean isIndexed(String column) {
    return indexed.contains(column);
  }

  /**
   * @param type Directus's type of the column
   */
  JsonObject of(Column column, String type) {
    ForeignKey key = foreignKeys.get(column.name());
    boolean primary = primaryKey.contains(column.name());
    return JsonObject.ofSorted(
        KEYS,
        new JsonValue[] {
          JsonValue.of(column.type().name()),
          defaultValue(column.value(), type),
          JsonValue.of(key == null ? null : key.referencedColumns().getFirst()),
          JsonValue.of(key == null ? null : key.referencedTable()),
          JsonValue.of(generation(column.value()).orElse(null)),
          JsonValue.of(primary && column.ownsSequence()),
          JsonValue.of(generation(column.value()).isPresent()),
          JsonValue.of(isIndexed(column.name())),
          JsonValue.of(column.nullable()),
          JsonValue.of(primary),
          JsonValue.of(unique.contains(column.name())),
          length(column.type()),
          JsonValue.of(column.name()),
          precision(column.type()),
          scale(column.type()),
          JsonValue.of(table.name())
        });
  }

  private JsonValue defaultValue(ColumnValue value, String type) {
    return value instanceof ColumnValue.Default(String expression)
        ? DefaultValue.of(expression, type, json)
        : JsonNull.NULL;
  }

  /** Directus knows nothing of virtual columns: they look like one without a default. */
  private static Optional<String> generation(ColumnValue value) {
    return value instanceof ColumnValue.Generated(String expression, boolean virtual) && !virtual
        ? Optional.of(expression)
        : Optional.empty();
  }

  private static JsonValue length(ColumnType type) {
    return switch (type.name()) {
      // Four bytes of header are part of the modifier; without length Directus shows -5.
      case "character", "character varying" -> JsonValue.of(type.modifier() - 4);
      case "bit", "bit varying" -> JsonValue.of(type.modifier());
      default -> JsonNull.NULL;
    };
  }

  private static JsonValue precision(ColumnType type) {
    return switch (type.name()) {
      case "smallint" -> JsonValue.of(16);
      case "integer" -> JsonValue.of(32);
      case "bigint" -> JsonValue.of(64);
      case "real" -> JsonValue.of(24);
      case "double precision" -> JsonValue.of(53);
      case "numeric" ->
          type.modifier() < 0
              ? JsonNull.NULL
              : JsonValue.of(((type.modifier() - 4) >> 16) & 0xFFFF);
      default -> JsonNull.NULL;
    };
  }

  private static JsonValue scale(ColumnType type) {
    return switch (type.name()) {
      case "smallint", "integer", "bigint" -> JsonValue.of(0);
      // Eleven bits, signed since PostgreSQL 15; Directus shows -2 as 2046.
      case "numeric" ->
          type.modifier() < 0 ? JsonNull.NULL : JsonValue.of((type.modifier() - 4) & 0x7FF);
      default -> JsonNull.NULL;
    };
  }
}
