package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.path.reference.RowPart;

/** Parts of rows called {@code t} as text, never an error, whatever the row holds. */
public final class RowParts {
  /** Whoever writes so much JSON into one row of Directus's own does not write names into it. */
  private static final int MOST_BYTES = 1_000_000;

  private RowParts() {}

  /** Null where there is no such part, or none that can be read. */
  public static SqlFragment sql(RowPart part) {
    SqlFragment column = SqlFragment.column(Operands.ROWS, part.column());
    return switch (part.form()) {
      case TEXT -> SqlFragment.of("{}::text", column);
      case JSON ->
          SqlFragment.of(
              "(SELECT CASE WHEN octet_length(j::text) <= "
                  + MOST_BYTES
                  + " THEN j::text END FROM {})",
              member(part, column));
      case KEYS ->
          SqlFragment.of(
              """
              (SELECT CASE json_typeof(j)
                        WHEN 'object' THEN (SELECT json_agg(k)::text FROM json_object_keys(j) k)
                        WHEN 'array' THEN (
                          SELECT json_agg(DISTINCT k)::text
                            FROM json_array_elements(j) e,
                                 json_object_keys(CASE WHEN json_typeof(e) = 'object' THEN e END) k)
                      END FROM {})""",
              member(part, column));
    };
  }

  private static SqlFragment member(RowPart part, SqlFragment column) {
    return SqlFragment.of(
        "(SELECT ({}) #> {} AS j OFFSET 0) m",
        Operands.readable(column),
        SqlFragment.texts(part.path()));
  }
}
