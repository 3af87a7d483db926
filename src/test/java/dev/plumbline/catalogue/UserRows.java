package dev.plumbline.catalogue;

import dev.plumbline.catalog.SqlName;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user who inserts, changes and deletes rows of a target, 50 statements a second, and remembers
 * what was committed. Only in tables and columns that the source has alike: what a run drops does
 * not keep what is written between its backup and its apply, and a reference to no row that is
 * written while a run has dropped the foreign key becomes null with the rollback.
 */
final class UserRows implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Shorter texts would not be different ones. */
  private static final int SHORTEST = 10;

  private static final Pattern TEXT = Pattern.compile("text|character varying\\((\\d+)\\)");

  private static final String COLUMNS =
      """
      SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
             EXISTS (SELECT FROM pg_constraint k
                      WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname NOT LIKE 'directus\\_%' AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attgenerated = ''
       ORDER BY c.relname, a.attnum
      """;

  /** What may happen to a statement of a user: a constraint, a value, a deadlock. */
  private static final List<String> REFUSALS = List.of("22", "23", "40");

  /** A table and its columns that may be written. */
  private record Common(String table, String keyType, Set<String> columns, Set<String> texts) {}

  private final Sql target;
  private final List<Common> tables;
  private final Map<String, Map<String, JsonObject>> committed = new TreeMap<>();
  private final Map<String, Set<String>> deleted = new TreeMap<>();
  private final FutureTask<Void> writing = new FutureTask<>(this::write);
  private volatile boolean ended;
  private int statements;

  private UserRows(Sql target, List<Common> tables) {
    this.target = target;
    this.tables = tables;
  }

  static UserRows begin(LabEnvironment source, LabEnvironment target) {
    Set<String> ofSource = new HashSet<>(source.database().owner().rows(COLUMNS));
    Map<String, List<String[]>> columns = new TreeMap<>();
    Set<String> without = new TreeSet<>();
    List<String> ofTarget = target.database().owner().rows(COLUMNS);
    for (String row : ofTarget) {
      String[] column = row.split("\\|", -1);
      if (ofSource.contains(row)) {
        columns.computeIfAbsent(column[0], any -> new ArrayList<>()).add(column);
      }
    }
    // What a row must have and this user does not write.
    for (Set<String> side : List.of(ofSource, new HashSet<>(ofTarget))) {
      for (String row : side) {
        String[] column = row.split("\\|", -1);
        boolean isWritten =
            column[1].equals("id")
                || (isText(column) && ofSource.contains(row) && ofTarget.contains(row));
        if (column[3].equals("t") && !isWritten) {
          without.add(column[0]);
        }
      }
    }
    List<Common> tables = new ArrayList<>();
    columns.forEach(
        (table, all) -> {
          Optional<String> key =
              all.stream()
                  .filter(column -> column[1].equals("id"))
                  .map(column -> column[2])
                  .findFirst();
          if (key.isPresent() && !without.contains(table)) {
            Set<String> names = new TreeSet<>();
            Set<String> texts = new TreeSet<>();
            for (String[] column : all) {
              names.add(column[1]);
              if (isText(column) && !column[1].equals("id")) {
                texts.add(column[1]);
              }
            }
            tables.add(new Common(table, key.get(), names, texts));
          }
        });
    UserRows rows = new UserRows(target.database().owner(), tables);
    Thread.ofVirtual().name("user-rows").start(rows.writing);
    return rows;
  }

  private static boolean isText(String[] column) {
    Matcher matcher = TEXT.matcher(column[2]);
    return column[4].equals("f")
        && matcher.matches()
        && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) >= SHORTEST);
  }

  private Void write() throws SQLException {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; !ended && !tables.isEmpty(); i++) {
        Common table = tables.get(i % tables.size());
        String key = key(table.keyType(), i);
        if (isDone(statement, table, insert(table, key, i))) {
          if (!table.texts().isEmpty()) {
            isDone(statement, table, update(table, key, i));
          }
          if (i % 10 == 0) {
            isDone(statement, table, delete(table, key));
          }
        }
      }
    }
    return null;
  }

  private static String key(String type, int i) {
    return switch (type) {
      case "uuid" -> "'00000000-0000-4000-9000-%012d'".formatted(i);
      case "integer", "bigint" -> Integer.toString(1_000_000 + i);
      default -> "'user %d'".formatted(i);
    };
  }

  private static String insert(Common table, String key, int i) {
    StringBuilder names = new StringBuilder("id");
    StringBuilder values = new StringBuilder(key);
    for (String text : table.texts()) {
      names.append(", ").append(SqlName.quoted(text));
      values.append(", 'w%d'".formatted(i));
    }
    return "INSERT INTO %s AS t (%s) VALUES (%s) RETURNING id::text, to_jsonb(t)::text"
        .formatted(SqlName.quoted(table.table()), names, values);
  }

  private static String update(Common table, String key, int i) {
    return "UPDATE %s AS t SET %s = 'c%d' WHERE id = %s RETURNING id::text, to_jsonb(t)::text"
        .formatted(
            SqlName.quoted(table.table()), SqlName.quoted(table.texts().iterator().next()), i, key);
  }

  private static String delete(Common table, String key) {
    return "DELETE FROM %s AS t WHERE id = %s RETURNING id::text, ''"
        .formatted(SqlName.quoted(table.table()), key);
  }

  private boolean isDone(Statement statement, Common table, String sql) throws SQLException {
    LockSupport.parkNanos(PAUSE.toNanos());
    try (ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new AssertionError("the row of a user is not there any more: " + sql);
      }
      String id = row.getString(1);
      String after = row.getString(2);
      statements++;
      if (after.isEmpty()) {
        committed.getOrDefault(table.table(), Map.of()).remove(id);
        deleted.computeIfAbsent(table.table(), any -> new TreeSet<>()).add(id);
      } else {
        committed
            .computeIfAbsent(table.table(), any -> new TreeMap<>())
            .put(id, (JsonObject) JsonText.read(after));
      }
      return true;
    } catch (SQLException e) {
      String state = Optional.ofNullable(e.getSQLState()).orElse("");
      if (REFUSALS.stream().noneMatch(state::startsWith)) {
        throw e;
      }
      return false;
    }
  }

  /** Returns how many statements were committed, when the last one is. */
  int end() throws InterruptedException {
    ended = true;
    try {
      writing.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("a statement of a user failed", e);
    }
    return statements;
  }

  /**
   * What was committed and is not there any more, or was deleted and is there again, a line each;
   * after the end.
   *
   * @param touched columns that the run changed, by table
   */
  List<String> lost(Map<String, Set<String>> touched) {
    List<String> lost = new ArrayList<>();
    for (Common table : tables) {
      Map<String, JsonObject> now = new TreeMap<>();
      for (String row :
          target.rows(
              "SELECT id::text || '|' || to_jsonb(t)::text FROM %s AS t"
                  .formatted(SqlName.quoted(table.table())))) {
        int end = row.indexOf('|');
        now.put(row.substring(0, end), (JsonObject) JsonText.read(row.substring(end + 1)));
      }
      Set<String> columns = new TreeSet<>(table.columns());
      columns.removeAll(touched.getOrDefault(table.table(), Set.of()));
      committed
          .getOrDefault(table.table(), Map.of())
          .forEach(
              (id, written) -> {
                JsonObject found = now.get(id);
                if (found == null) {
                  lost.add("a user's row %s of %s is lost".formatted(id, table.table()));
                } else {
                  columns.stream()
                      .filter(column -> !written.get(column).equals(found.get(column)))
                      .forEach(
                          column ->
                              lost.add(
                                  "a user's row %s of %s has in %s %s instead of %s"
                                      .formatted(
                                          id,
                                          table.table(),
                                          column,
                                          found.get(column),
                                          written.get(column))));
                }
              });
      deleted.getOrDefault(table.table(), Set.of()).stream()
          .filter(now::containsKey)
          .forEach(
              id -> lost.add("a user's row %s of %s is there again".formatted(id, table.table())));
    }
    return lost;
  }

  /** Deletes what it wrote. */
  void delete() {
    committed.forEach(
        (table, rows) ->
            target.run(
                "DELETE FROM %s WHERE id::text = ANY ('{%s}')"
                    .formatted(
                        SqlName.quoted(table),
                        String.join(
                            ",", rows.keySet().stream().map(id -> '"' + id + '"').toList()))));
    committed.clear();
  }

  @Override
  public void close() {
    ended = true;
  }
}
