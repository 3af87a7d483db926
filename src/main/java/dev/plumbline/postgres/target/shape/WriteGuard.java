package dev.plumbline.postgres.target.shape;

import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps triggers, rules and forced policies away from the rows that Plumbline writes. */
public final class WriteGuard {
  private static final String GUARDS =
      SelectedTables.SQL
          + """
          SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', t.sql, tgname),
                 format('ALTER TABLE %s %s TRIGGER %I', t.sql,
                        CASE tgenabled WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS'
                          ELSE 'ENABLE' END, tgname), t.name
            FROM t JOIN pg_trigger ON tgrelid = t.oid AND NOT tgisinternal AND tgenabled <> 'D'
          UNION ALL
          SELECT format('ALTER TABLE %s DISABLE RULE %I', t.sql, rulename),
                 format('ALTER TABLE %s %s RULE %I', t.sql,
                        CASE ev_enabled WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS'
                          ELSE 'ENABLE' END, rulename), t.name
            FROM t JOIN pg_rewrite ON ev_class = t.oid AND ev_enabled <> 'D'
          UNION ALL
          SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', t.sql),
                 format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t.sql), t.name
            FROM t WHERE relforcerowsecurity
          """;

  private final TargetTransaction session;
  private final List<Guard> guards;

  /**
   * @param off the statement that disables it
   * @param on the statement that makes its state what it was
   */
  private record Guard(String off, String on, String table) {}

  private WriteGuard(TargetTransaction session, List<Guard> guards) {
    this.session = session;
    this.guards = List.copyOf(guards);
  }

  /** Disables them, one by one. */
  public static WriteGuard of(TargetTransaction session, String schema, Set<String> tables)
      throws StatementFailedException {
    List<Guard> guards =
        new ArrayList<>(
            session.rows(
                "the triggers",
                GUARDS,
                row -> new Guard(row.getString(1), row.getString(2), row.getString(3)),
                schema,
                tables.toArray(String[]::new)));
    for (Guard guard : guards) {
      session.execute("a trigger of `" + guard.table() + "`", guard.off());
    }
    return new WriteGuard(session, guards);
  }

  /** Makes the state of each what it was. */
  public void restore() throws StatementFailedException {
    for (Guard guard : guards) {
      session.execute("a trigger of `" + guard.table() + "`", guard.on());
    }
  }
}
