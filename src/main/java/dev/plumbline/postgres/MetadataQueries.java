package dev.plumbline.postgres;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.postgres.session.ReadSession;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Reads the rows of Directus's tables, with whatever columns they have. */
final class MetadataQueries {
  private static final int FETCH_SIZE = 2000;

  /** The same few texts stand in thousands of rows: each is held once. */
  private final Map<String, JsonValue> texts = new HashMap<>();

  private final Map<String, JsonValue> json = new HashMap<>();

  private MetadataQueries() {}

  /**
   * Reads the rows, and makes values of their texts in a thread of its own: meanwhile, PostgreSQL
   * can be asked for something else.
   */
  static FutureTask<Metadata> start(ReadSession session) throws SQLException {
    Texts collections = texts(session, ReadSession.COLLECTIONS, "collection");
    Texts fields = texts(session, ReadSession.FIELDS, "id");
    Texts relations = texts(session, ReadSession.RELATIONS, "id");
    MetadataQueries queries = new MetadataQueries();
    return WorkerThreads.started(
        "metadata",
        () ->
            new Metadata(queries.rows(collections), queries.rows(fields), queries.rows(relations)));
  }

  /** Versions of the migrations that were run, sorted; empty if they may not be read. */
  static List<String> migrations(ReadSession session) throws SQLException {
    List<String> versions = new ArrayList<>();
    if (session.migrations()) {
      try (Statement statement = session.connection().createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT version::text FROM "
                      + session.schemaName().table(ReadSession.MIGRATIONS)
                      + " ORDER BY version::text COLLATE \"C\"")) {
        while (row.next()) {
          versions.add(row.getString(1));
        }
      }
    }
    return versions;
  }

  private static Texts texts(ReadSession session, String table, String order) throws SQLException {
    String sql = "SELECT * FROM %s ORDER BY %s".formatted(session.schemaName().table(table), order);
    List<@Nullable String[]> rows = new ArrayList<>();
    try (Statement statement = session.connection().createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery(sql)) {
        List<Column> columns = columns(row.getMetaData());
        while (row.next()) {
          @Nullable String[] texts = new String[columns.size()];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(columns.get(i).position());
          }
          rows.add(texts);
        }
        return new Texts(columns, rows);
      }
    }
  }

  private List<JsonObject> rows(Texts texts) {
    List<Column> columns = texts.columns();
    String[] names = columns.stream().map(Column::name).toArray(String[]::new);
    List<JsonObject> rows = new ArrayList<>(texts.rows().size());
    for (@Nullable String[] row : texts.rows()) {
      JsonValue[] values = new JsonValue[names.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(row[i], columns.get(i).form());
      }
      rows.add(JsonObject.ofSorted(names, values));
    }
    return rows;
  }

  /**
   * Rows as PostgreSQL writes them.
   *
   * @param rows the values of one row each, in the order of the columns
   */
  private record Texts(List<Column> columns, List<@Nullable String[]> rows) {}

  private enum Form {
    BOOLEAN,
    NUMBER,
    JSON,
    TEXT
  }

  private record Column(int position, String name, Form form) {}

  /** Sorted by name. */
  private static List<Column> columns(ResultSetMetaData metaData) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(new Column(i, metaData.getColumnLabel(i), form(metaData, i)));
    }
    columns.sort(Comparator.comparing(Column::name));
    return columns;
  }

  /** As Node's driver returns them: what could exceed JavaScript's numbers stays a text. */
  private static Form form(ResultSetMetaData metaData, int column) throws SQLException {
    return switch (metaData.getColumnType(column)) {
      case Types.BIT, Types.BOOLEAN ->
          metaData.getColumnTypeName(column).equals("bool") ? Form.BOOLEAN : Form.TEXT;
      case Types.SMALLINT, Types.INTEGER, Types.REAL, Types.DOUBLE -> Form.NUMBER;
      default ->
          switch (metaData.getColumnTypeName(column)) {
            case "json", "jsonb" -> Form.JSON;
            default -> Form.TEXT;
          };
    };
  }

  private JsonValue value(@Nullable String text, Form form) {
    if (text == null) {
      return JsonNull.NULL;
    }
    return switch (form) {
      case BOOLEAN -> JsonValue.of(text.equals("t"));
      case NUMBER -> number(text);
      case JSON ->
          json.computeIfAbsent(
              text, key -> JsonText.readAsJavaScript(key).orElseGet(() -> JsonValue.of(key)));
      case TEXT -> texts.computeIfAbsent(text, JsonValue::of);
    };
  }

  /** Most are ids and sorts, for which a parser of JSON is slow. */
  private static JsonValue number(String text) {
    int digits = text.length();
    for (int i = 0; i < digits; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        digits = 0;
      }
    }
    return digits > 0 && digits < 10
        ? JsonValue.of((double) Integer.parseInt(text))
        : JsonText.readAsJavaScript(text).orElseGet(() -> JsonValue.of(text));
  }
}
