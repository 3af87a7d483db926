package dev.plumbline.postgres;

/** The one place where names become part of SQL. */
record Identifier(String name) {
  /**
   * @throws IllegalArgumentException if PostgreSQL could not have such a name
   */
  Identifier {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name in PostgreSQL has at least one character, none NUL");
    }
  }

  /** Quoted, so that any name is taken as it is: capitals, spaces, quotes, key words. */
  String sql() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table of the schema that has this name. */
  String table(String table) {
    return sql() + '.' + new Identifier(table).sql();
  }
}
