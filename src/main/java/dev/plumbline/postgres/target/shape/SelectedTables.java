package dev.plumbline.postgres.target.shape;

/** The tables that a query is about. */
public final class SelectedTables {
  /** Takes a schema and names of tables; gives {@code t}. */
  public static final String SQL =
      """
      WITH t AS (
        SELECT c.*, c.relname::text AS name, format('%I.%I', n.nspname, c.relname) AS sql
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = ? AND c.relname = ANY (?::text[]) AND c.relkind = 'r')
      """;

  private SelectedTables() {}
}
