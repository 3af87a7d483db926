package dev.plumbline.postgres.scan.sql.condition;

/**
 * Whether a text is JSON, on servers before {@code pg_input_is_valid}, without a cast that would
 * raise an error. Each string becomes character 1, each other scalar character 2, white space goes;
 * then the innermost arrays and objects become character 2 until nothing changes. JSON is what ends
 * as one scalar. Both characters are forbidden in JSON, also within its strings.
 */
final class JsonSyntax {
  private static final String FORBIDDEN = "[\\u0001\\u0002]";
  private static final String STRING =
      "\"([^\"\\\\\\u0001-\\u001f]|\\\\([\"\\\\/bfnrt]|u[0-9A-Fa-f]{4}))*\"";
  private static final String SCALAR =
      "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false|null";
  private static final String SPACE = "[ \\t\\n\\r]+";
  private static final String INNERMOST =
      "\\{(\\u0001:[\\u0001\\u0002](,\\u0001:[\\u0001\\u0002])*)?\\}"
          + "|\\[([\\u0001\\u0002](,[\\u0001\\u0002])*)?\\]";

  private JsonSyntax() {}

  /** True or false for a text that is not null. */
  static SqlFragment valid(SqlFragment text, Dialect dialect) {
    if (dialect.canValidate()) {
      return SqlFragment.of("pg_input_is_valid({}, 'json')", text);
    }
    return SqlFragment.of(
        """
        ({} !~ {} AND EXISTS (
           WITH RECURSIVE reduced(j) AS (
             SELECT regexp_replace(regexp_replace(regexp_replace(
                      {}, {}, chr(1), 'g'), {}, chr(2), 'g'), {}, '', 'g')
             UNION ALL
             SELECT n.j FROM reduced r,
                    LATERAL (SELECT regexp_replace(r.j, {}, chr(2), 'g') AS j) n
              WHERE n.j <> r.j)
           SELECT FROM reduced WHERE j IN (chr(1), chr(2))))""",
        text,
        SqlFragment.text(FORBIDDEN),
        text,
        SqlFragment.text(STRING),
        SqlFragment.text(SCALAR),
        SqlFragment.text(SPACE),
        SqlFragment.text(INNERMOST));
  }
}
