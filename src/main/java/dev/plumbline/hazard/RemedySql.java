package dev.plumbline.hazard;

/** Names and texts in SQL that a person copies. Nothing of it is ever run by Plumbline. */
public final class RemedySql {
  private RemedySql() {}

  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Such as <code>ALTER TABLE "articles" ALTER "title" TYPE text</code>. */
  public static String alter(String table, String column, String what) {
    return "ALTER TABLE %s ALTER %s %s".formatted(name(table), name(column), what);
  }
}
