package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.postgres.session.Identifier;
import java.util.Map;
import java.util.Optional;

/**
 * What the SQL depends on.
 *
 * @param version {@code server_version_num}
 * @param utf8 whether the database holds its text so
 * @param equalities of columns whose type has an equality that is not PostgreSQL's own
 */
public record Dialect(
    Identifier schema, int version, boolean utf8, Map<Column, Equality> equalities) {
  /** The oldest with {@code pg_input_is_valid}. */
  private static final int INPUT_IS_VALID = 160000;

  /** The oldest that reads a range of pages without reading all of them. */
  private static final int PAGE_RANGES = 140000;

  public Dialect {
    equalities = Map.copyOf(equalities);
  }

  public record Column(String table, String column) {}

  /**
   * How values of a type of an extension are compared, such as {@code citext}.
   *
   * @param type as {@code format_type} writes it with its schema
   * @param operator with its schema
   */
  public record Equality(String type, String operator) {}

  /**
   * That two values are equal, as the type of a column has it. An operator that is only written
   * {@code =} is looked for in {@code pg_catalog} alone while we ask.
   *
   * @param value of that column
   */
  public SqlFragment equal(String table, String column, SqlFragment value, SqlFragment other) {
    return Optional.ofNullable(equalities.get(new Column(table, column)))
        .map(
            equality ->
                SqlFragment.of(
                    "{}::{} OPERATOR({}) {}::{}",
                    value,
                    SqlFragment.of(equality.type()),
                    SqlFragment.of(equality.operator()),
                    other,
                    SqlFragment.of(equality.type())))
        .orElseGet(() -> SqlFragment.of("{} = {}", value, other));
  }

  /** Whether {@code =}, {@code <} and {@code ORDER BY} mean the same type's order. */
  public boolean isPlain(String table, String column) {
    return !equalities.containsKey(new Column(table, column));
  }

  boolean canValidate() {
    return version >= INPUT_IS_VALID;
  }

  public boolean hasPageRanges() {
    return version >= PAGE_RANGES;
  }

  public SqlFragment table(String table) {
    return SqlFragment.table(schema, table);
  }
}
