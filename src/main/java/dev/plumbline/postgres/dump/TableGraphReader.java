package dev.plumbline.postgres.dump;

import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.hazard.tables.TableGraph.Edge;
import dev.plumbline.hazard.tables.TableGraph.Kind;
import dev.plumbline.hazard.tables.TableGraph.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how large a database is, and which of its tables hang together. */
public final class TableGraphReader {
  /** What {@code pg_dump} dumps: no part of the system, and nothing that an extension brings. */
  private static final String DUMPED =
      """
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE strpos('%s', c.relkind::text) > 0 AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
         AND NOT EXISTS (SELECT FROM pg_depend e
                          WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
      """;

  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname),
             CASE WHEN n.nspname = ? THEN c.relname END, c.relkind
      """
          + dumped("rpm");

  /** Of a foreign key of a partitioned table, each partition has its own, too. */
  private static final String FOREIGN_KEYS =
      """
      SELECT format('%I.%I', n.nspname, c.relname), format('%I.%I', pn.nspname, p.relname),
             ARRAY (SELECT a.attname::text FROM pg_attribute a
                     WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey))
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
       WHERE k.contype = 'f'
      """;

  private static final String INHERITANCE =
      """
      SELECT format('%I.%I', n.nspname, c.relname), format('%I.%I', pn.nspname, p.relname)
        FROM pg_inherits h
        JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
       WHERE c.relkind IN ('r', 'p')
      """;

  private TableGraphReader() {}

  /**
   * The end of a query of tables {@code c} in schemas {@code n}.
   *
   * @param kinds letters of {@code pg_class.relkind}
   */
  static String dumped(String kinds) {
    return DUMPED.formatted(kinds);
  }

  /** Its size in bytes. */
  public static long bytes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * @param schema of Directus
   */
  public static TableGraph read(Connection connection, String schema) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(
              new Table(
                  row.getString(1), Optional.ofNullable(row.getString(2)), kind(row.getString(3))));
        }
      }
    }
    List<Edge> edges = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(FOREIGN_KEYS)) {
        while (row.next()) {
          edges.add(
              new Edge.ForeignKey(
                  row.getString(1),
                  row.getString(2),
                  Set.copyOf(Arrays.asList((String[]) row.getArray(3).getArray()))));
        }
      }
      try (ResultSet row = statement.executeQuery(INHERITANCE)) {
        while (row.next()) {
          edges.add(new Edge.Inheritance(row.getString(1), row.getString(2)));
        }
      }
    }
    return new TableGraph(tables, edges);
  }

  private static Kind kind(String relkind) {
    return switch (relkind) {
      case "p" -> Kind.PARTITIONED;
      case "m" -> Kind.MATERIALIZED_VIEW;
      default -> Kind.ROWS;
    };
  }
}
