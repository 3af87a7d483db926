package dev.plumbline.catalog;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A name as PostgreSQL writes it in SQL: in quotes where it has capitals or odd characters. */
public final class SqlName {
  private SqlName() {}

  /** As PostgreSQL writes it; reserved words, which it quotes as well, are left as they are. */
  public static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The name of a table without its schema; empty if it is in another one.
   *
   * @param sql with its schema, as PostgreSQL writes it
   * @param schema as it is
   */
  public static Optional<String> inSchema(String sql, String schema) {
    return Stream.of(quoted(schema), '"' + schema.replace("\"", "\"\"") + '"')
        .map(name -> name + ".")
        .filter(sql::startsWith)
        .map(prefix -> unquoted(sql.substring(prefix.length())))
        .findFirst();
  }

  /** Whether SQL that PostgreSQL wrote has the name somewhere, perhaps of something else. */
  public static boolean occurs(String name, String sql) {
    return Pattern.compile(
            "(?<![\\w\"])"
                + Pattern.quote(quoted(name))
                + "(?![\\w\"])|"
                + Pattern.quote('"' + name.replace("\"", "\"\"") + '"'))
        .matcher(sql)
        .find();
  }

  /** The name itself. */
  public static String unquoted(String sql) {
    return sql.startsWith("\"") && sql.endsWith("\"") && sql.length() > 1
        ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"")
        : sql;
  }
}
