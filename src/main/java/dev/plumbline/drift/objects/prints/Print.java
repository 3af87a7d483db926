package dev.plumbline.drift.objects.prints;

/**
 * What PostgreSQL printed.
 *
 * @param types of the columns that it names
 */
public record Print(String sql, ColumnTypes types) {
  /** One of whose columns nothing is known. */
  public static Print of(String sql) {
    return new Print(sql, ColumnTypes.NONE);
  }
}
