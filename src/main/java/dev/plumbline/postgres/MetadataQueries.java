package dev.plumbline.postgres;

import dev.plumbline.json.JsonText;
import dev.plumbline.postgres.session.Session;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonNull;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.Metadata;
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

/** Reads the rows of Directus's tables, with whatever columns they have. */
final class MetadataQueries {
  private static final int FETCH_SIZE = 2000;

  /** The same few texts stand in thousands of rows: each is held once. */
  private final Map<String, JsonValue> texts = new HashMap<>();

  private final Map<String, JsonValue> json = new HashMap<>();
  private final Session session;

  private MetadataQueries(Session session) {
    this.session = session;
  }

  static Metadata run(Session session) throws SQLException {
    MetadataQueries queries = new MetadataQueries(session);
    return new Metadata(
        queries.rows(Session.COLLECTIONS, "collection"),
        queries.rows(Session.FIELDS, "id"),
        queries.rows(Session.RELATIONS, "id"));
  }

  /** Versions of the migrations that were run, sorted; empty if they may not be read. */
  static List<String> migrations(Session session) throws SQLException {
    List<String> versions = new ArrayList<>();
    if (session.migrations()) {
      try (Statement statement = session.connection().createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT version::text FROM "
                      + session.schemaName().table(Session.MIGRATIONS)
                      + " ORDER BY version::text COLLATE \"C\"")) {
        while (row.next()) {
          versions.add(row.getString(1));
        }
      }
    }
    return versions;
  }

  private List<JsonObject> rows(String table, String order) throws SQLException {
    String sql = "SELECT * FROM %s ORDER BY %s".formatted(session.schemaName().table(table), order);
    List<JsonObject> rows = new ArrayList<>();
    try (Statement statement = session.connection().createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery(sql)) {
        List<Column> columns = columns(row.getMetaData());
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        while (row.next()) {
          JsonValue[] values = new JsonValue[names.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = value(row, columns.get(i));
          }
          rows.add(JsonObject.ofSorted(names, values));
        }
      }
    }
    return rows;
  }

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

  /** As Node's driver tells them: what could exceed JavaScript's numbers stays a text. */
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

  private JsonValue value(ResultSet row, Column column) throws SQLException {
    String text = row.getString(column.position());
    if (text == null) {
      return JsonNull.NULL;
    }
    return switch (column.form()) {
      case BOOLEAN -> JsonValue.of(row.getBoolean(column.position()));
      case NUMBER -> JsonText.readAsJavaScript(text).orElseGet(() -> JsonValue.of(text));
      case JSON ->
          json.computeIfAbsent(
              text, key -> JsonText.readAsJavaScript(key).orElseGet(() -> JsonValue.of(key)));
      case TEXT -> texts.computeIfAbsent(text, JsonValue::of);
    };
  }
}
