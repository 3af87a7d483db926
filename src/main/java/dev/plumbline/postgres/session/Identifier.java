package dev.plumbline.postgres.session;

/** The one place where names become part of SQL. */
public record Identifier(String name) {
  /**
   * @throws IllegalArgumentException if PostgreSQL could not have such a name
   */
  public Identifier {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name in PostgreSQL has at least one character, none NUL");
    }
  }

  /** Quoted, so that any name is taken as it is: capitals, spaces, quotes, key words. */
  public String sql() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table of the schema that has this name. */
  public String table(String table) {
    return sql() + '.' + new Identifier(table).sql();
  }
}
