package dev.plumbline.inventory.definition;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Origin;
import dev.plumbline.snapshot.Fingerprint;
import java.util.regex.Pattern;

/** SQL as it is shown. */
public final class SqlText {
  /** A literal in which a credential may stand, such as a connection string or a token. */
  private static final Pattern SECRET =
      Pattern.compile(
          "'[^']*(?:passw|secret|token|bearer|api[_-]?key|authorization|://[^'/@\\s]*:[^'/@\\s]*@)[^']*'",
          Pattern.CASE_INSENSITIVE);

  private SqlText() {}

  /** The text; or its SHA-256, so that a change is seen, if a credential may stand in it. */
  public static String shown(String sql) {
    return SECRET.matcher(sql).find() ? "SHA-256 " + Fingerprint.sha256(sql) : sql;
  }

  /** Whether this is the name as PostgreSQL writes it, in quotes only where it needs them. */
  public static boolean isName(String sql, String name) {
    return sql.equals(name) || sql.equals(quoted(name));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * What an index is, without the name of its schema, which may be another elsewhere.
   *
   * @param definition as {@code pg_get_indexdef} writes it
   */
  public static String ofIndex(String definition, String table, String method) {
    String using = " USING " + method + " (";
    for (String name : new String[] {quoted(table), table}) {
      int start = definition.indexOf(name + using);
      if (start >= 0) {
        return definition.substring(start + name.length() + 1);
      }
    }
    return definition;
  }

  /**
   * A type as it is written in {@code CREATE TABLE}, without its schema, which may be another
   * elsewhere.
   */
  public static String ofType(ColumnType type) {
    int modifier = type.modifier();
    String array = type.name().endsWith("[]") ? "[]" : "";
    String name =
        type.origin()
            .map(Origin::name)
            .orElseGet(() -> type.name().substring(0, type.name().length() - array.length()));
    if (modifier < 0) {
      return name + array;
    }
    String limited =
        switch (name) {
          case "character", "character varying" -> name + "(" + (modifier - 4) + ")";
          case "bit", "bit varying" -> name + "(" + modifier + ")";
          case "numeric" ->
              // Eleven bits of scale, signed.
              "numeric(%d,%d)"
                  .formatted(
                      ((modifier - 4) >> 16) & 0xFFFF, (((modifier - 4) & 0x7FF) ^ 1024) - 1024);
          case "time with time zone",
              "time without time zone",
              "timestamp with time zone",
              "timestamp without time zone" ->
              name.replaceFirst(" ", "(" + modifier + ") ");
          default -> name + " (modifier " + modifier + ")";
        };
    return limited + array;
  }
}
