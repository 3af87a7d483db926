package dev.plumbline.hazard;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.FieldType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The type that Directus gives a column. It follows from the field's type in Directus, whatever the
 * column's type in the source: {@code FieldsService.addColumnToTable} of Directus 11.17.4 and
 * 12.4.0. Whenever anything of a column changes, Directus sets its type again, with {@code USING
 * (column::type)}.
 *
 * @param length of {@link Kind#VARCHAR} in characters, else 0
 * @param precision of {@link Kind#NUMERIC}, else 0
 * @param scale likewise
 */
public record ColumnForm(Kind kind, int length, int precision, int scale) {
  /**
   * All types that hold numbers, as PostgreSQL formats them, also those that Directus never makes.
   */
  public static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric", "money");

  /** Directus's own, where a field says none. */
  private static final int USUAL_LENGTH = 255;

  private static final int USUAL_PRECISION = 10;
  private static final int USUAL_SCALE = 5;

  /** The types that Directus makes. */
  public enum Kind {
    VARCHAR("character varying"),
    TEXT("text"),
    INTEGER("integer"),
    BIGINT("bigint"),
    REAL("real"),
    NUMERIC("numeric"),
    BOOLEAN("boolean"),
    DATE("date"),
    TIME("time without time zone"),
    TIMESTAMP("timestamp without time zone"),
    TIMESTAMPTZ("timestamp with time zone"),
    UUID("uuid"),
    JSON("json"),
    BYTEA("bytea");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    private static Kind of(String sql) {
      return Arrays.stream(values()).filter(kind -> kind.sql.equals(sql)).findFirst().orElseThrow();
    }

    /** As PostgreSQL formats it, without length or precision. */
    public String sql() {
      return sql;
    }
  }

  /** One without length and precision. */
  public ColumnForm(Kind kind) {
    this(kind, 0, 0, 0);
  }

  public static ColumnForm varchar(int length) {
    return new ColumnForm(Kind.VARCHAR, length, 0, 0);
  }

  public static ColumnForm numeric(int precision, int scale) {
    return new ColumnForm(Kind.NUMERIC, 0, precision, scale);
  }

  /**
   * @param field as in a snapshot
   * @return empty for an alias, for geometry and for a type that Directus does not know
   */
  public static Optional<ColumnForm> of(JsonObject field) {
    JsonObject schema = field.object("schema");
    String type = field.get("type").textOr("");
    return FieldType.columnOf(type)
        .map(Kind::of)
        .map(
            kind ->
                switch (kind) {
                  case VARCHAR ->
                      varchar(
                          type.equals("hash")
                              ? USUAL_LENGTH
                              : number(schema.get("max_length"), USUAL_LENGTH));
                  case NUMERIC ->
                      numeric(
                          number(schema.get("numeric_precision"), USUAL_PRECISION),
                          number(schema.get("numeric_scale"), USUAL_SCALE));
                  default -> new ColumnForm(kind);
                });
  }

  private static int number(JsonValue value, int otherwise) {
    return value instanceof JsonNumber(double number) ? (int) number : otherwise;
  }

  /** Whether a column of this type is one of that form already. */
  public boolean is(ColumnType type) {
    if (!type.name().equals(kind.sql())) {
      return false;
    }
    return switch (kind) {
      case VARCHAR -> type.modifier() == length + 4;
      case NUMERIC -> type.modifier() == ((precision << 16) | (scale & 0x7FF)) + 4;
      case TIME, TIMESTAMP, TIMESTAMPTZ -> type.modifier() == -1;
      case TEXT, INTEGER, BIGINT, REAL, BOOLEAN, DATE, UUID, JSON, BYTEA -> true;
    };
  }

  /** As in SQL, with length or precision. */
  public String sql() {
    return switch (kind) {
      case VARCHAR -> "%s(%d)".formatted(kind.sql(), length);
      case NUMERIC -> "%s(%d,%d)".formatted(kind.sql(), precision, scale);
      default -> kind.sql();
    };
  }

  /** Whether it holds numbers. */
  public boolean isNumber() {
    return switch (kind) {
      case INTEGER, BIGINT, REAL, NUMERIC -> true;
      default -> false;
    };
  }
}
