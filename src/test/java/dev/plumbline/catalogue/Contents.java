package dev.plumbline.catalogue;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.session.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All values of all rows of an environment, as text.
 *
 * @param tables by name
 */
record Contents(SortedMap<String, Table> tables) {
  /** What a plan is about, and what any request changes. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "directus_collections",
          "directus_fields",
          "directus_relations",
          "directus_sessions",
          "directus_migrations");

  private static final Set<String> COLUMNS_LEFT_OUT = Set.of("directus_users.last_access");

  /**
   * The values of a table.
   *
   * @param types of its columns, as PostgreSQL formats them without length
   * @param rows by primary key; the values of a row by column, without those that are null
   */
  record Table(Map<String, String> types, Map<String, Map<String, String>> rows) {
    long values(String column) {
      return rows.values().stream().filter(row -> row.containsKey(column)).count();
    }
  }

  static Contents of(LabEnvironment environment) {
    Sql sql = environment.database().postgres().superuser(environment.name());
    SortedMap<String, Table> tables = new TreeMap<>();
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      Map<String, Map<String, String>> types = new LinkedHashMap<>();
      Map<String, String> keys = new LinkedHashMap<>();
      try (ResultSet columns = statement.executeQuery(COLUMNS)) {
        while (columns.next()) {
          String table = columns.getString(1);
          String column = columns.getString(2);
          if (!LEFT_OUT.contains(table) && !COLUMNS_LEFT_OUT.contains(table + "." + column)) {
            types
                .computeIfAbsent(table, name -> new LinkedHashMap<>())
                .put(column, columns.getString(3));
            Optional.ofNullable(columns.getString(4)).ifPresent(key -> keys.put(table, key));
          }
        }
      }
      for (Map.Entry<String, Map<String, String>> table : types.entrySet()) {
        tables.put(
            table.getKey(),
            new Table(table.getValue(), rows(statement, table.getKey(), table.getValue(), keys)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the content of " + environment + " cannot be read", e);
    }
    return new Contents(tables);
  }

  private static final String COLUMNS =
      """
      SELECT c.relname, a.attname, format_type(a.atttypid, NULL),
             (SELECT string_agg(format('%I::text', k.attname), ' || E''\\x01'' || ' ORDER BY k.attnum)
                FROM pg_index i JOIN pg_attribute k
                  ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey)
               WHERE i.indrelid = c.oid AND i.indisprimary)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY c.relname, a.attnum
      """;

  /** Rows without a key are known by their order, which no conversion of a column changes. */
  private static Map<String, Map<String, String>> rows(
      Statement statement, String table, Map<String, String> types, Map<String, String> keys)
      throws SQLException {
    List<String> columns = List.copyOf(types.keySet());
    StringBuilder query =
        new StringBuilder("SELECT ")
            .append(keys.getOrDefault(table, "row_number() OVER (ORDER BY ctid)"));
    columns.forEach(
        column -> query.append(", ").append(new Identifier(column).sql()).append("::text"));
    query.append(" FROM ").append(new Identifier(table).sql());
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (ResultSet result = statement.executeQuery(query.toString())) {
      while (result.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          String value = result.getString(i + 2);
          if (value != null) {
            row.put(columns.get(i), value);
          }
        }
        rows.put(result.getString(1), row);
      }
    }
    return rows;
  }

  /**
   * How much of it is lost or another value afterwards: {@code table articles} with its rows,
   * {@code column articles.title} with its values, {@code changed articles.title} with the values
   * that are others, {@code rows articles} with rows that were lost or added. Never 0.
   */
  SortedMap<String, Long> losses(Contents after) {
    SortedMap<String, Long> losses = new TreeMap<>();
    tables.forEach(
        (name, before) -> {
          Table now = after.tables().get(name);
          if (now == null) {
            losses.put("table " + name, (long) before.rows().size());
          } else {
            losses(name, before, now, losses);
          }
        });
    losses.values().removeIf(count -> count == 0);
    return losses;
  }

  private static void losses(String name, Table before, Table now, SortedMap<String, Long> losses) {
    List<String> same = new ArrayList<>(before.rows().keySet());
    same.retainAll(now.rows().keySet());
    losses.put("rows " + name, (long) before.rows().size() + now.rows().size() - 2L * same.size());
    before
        .types()
        .forEach(
            (column, type) -> {
              String other = now.types().get(column);
              if (other == null) {
                losses.put("column " + name + "." + column, before.values(column));
              } else {
                losses.put(
                    "changed " + name + "." + column,
                    same.stream()
                        .filter(
                            key ->
                                !SameValue.is(
                                    Optional.ofNullable(row(before, key).get(column)),
                                    type,
                                    Optional.ofNullable(row(now, key).get(column)),
                                    other))
                        .count());
              }
            });
  }

  private static Map<String, String> row(Table table, String key) {
    return table.rows().getOrDefault(key, Map.of());
  }
}
