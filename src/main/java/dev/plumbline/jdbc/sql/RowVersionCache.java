package dev.plumbline.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Rows that are asked for often and written seldom. Each time, PostgreSQL is asked which version of
 * each row there is now, and only rows with a version of which the value is not known are read:
 * what is returned is always what is stored.
 *
 * @param <K> what a row is found by
 * @param <V> what is made of a row; never changed afterwards
 */
public final class RowVersionCache<K, V> {
  /**
   * An expression that no two versions of a row have in common: PostgreSQL writes every update as a
   * new row version, at a location of its own ({@code ctid}) and with its transaction ({@code
   * xmin}). Another server, such as a promoted standby, may give the number of a transaction again.
   *
   * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">System
   *     columns</a>
   */
  public static final String VERSION =
      "concat_ws(' ', xmin, ctid, extract(epoch FROM pg_postmaster_start_time()))";

  /** The same as a column. */
  public static final String VERSION_COLUMN = VERSION + " AS row_version";

  private final Function<K, String> name;
  private final String statement;
  private final Reader<K, V> reader;
  private final ConcurrentMap<K, Versioned<V>> known = new ConcurrentHashMap<>();

  /** A value with the version of the row that it was made from. */
  public record Versioned<V>(String version, V value) {}

  /** Reads rows with their {@link #VERSION_COLUMN}; what is not there is left out. */
  public interface Reader<K, V> {
    public Map<K, Versioned<V>> read(Connection connection, Collection<K> keys) throws SQLException;
  }

  /**
   * @param table and its key, a text; neither comes from outside
   * @param name the value of that key
   */
  public RowVersionCache(String table, String key, Function<K, String> name, Reader<K, V> reader) {
    this.name = name;
    this.statement =
        "SELECT "
            + key
            + " AS key, "
            + VERSION_COLUMN
            + " FROM "
            + table
            + " WHERE "
            + key
            + " = ANY (?)";
    this.reader = reader;
  }

  /** What is not there is left out. */
  public Map<K, V> read(Connection connection, Collection<K> keys) throws SQLException {
    Map<String, String> now = versions(connection, keys);
    Map<K, V> values = new HashMap<>();
    List<K> changed = new ArrayList<>();
    for (K key : keys) {
      String version = now.get(name.apply(key));
      Versioned<V> row = known.get(key);
      if (version == null) {
        known.remove(key);
      } else if (row != null && row.version().equals(version)) {
        values.put(key, row.value());
      } else {
        changed.add(key);
      }
    }
    if (!changed.isEmpty()) {
      reader
          .read(connection, changed)
          .forEach(
              (key, row) -> {
                known.put(key, row);
                values.put(key, row.value());
              });
    }
    return values;
  }

  private Map<String, String> versions(Connection connection, Collection<K> keys)
      throws SQLException {
    Map<String, String> versions = new HashMap<>();
    Sql.of(statement, keys.stream().map(name).toList())
        .list(connection, row -> versions.put(Sql.text(row, "key"), Sql.text(row, "row_version")));
    return versions;
  }

  /** Without rows that nothing is made of. */
  public static <K, V> Map<K, V> present(Map<K, Optional<V>> rows) {
    Map<K, V> present = new HashMap<>();
    rows.forEach((key, row) -> row.ifPresent(value -> present.put(key, value)));
    return present;
  }
}
