package dev.plumbline.jdbc.sql;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.text.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement with its values, always bound. An empty optional is null. */
public record Sql(String text, List<?> values) {

  /** Makes something of the current row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static Sql of(String text, Object... values) {
    return new Sql(text, List.of(values));
  }

  /**
   * The row with an id, if every environment that it names may be seen. Whatever may not be seen
   * costs as much as what is absent, so that the time that it takes does not reveal it.
   *
   * @param select everything before the condition
   * @param environments the columns with their names
   */
  public static Sql visible(String select, UUID id, Access visible, String... environments) {
    StringBuilder text = new StringBuilder(select).append(" WHERE id = ?");
    List<Object> values = new ArrayList<>(List.of(id));
    if (visible instanceof Access.Only(Set<EnvironmentId> some)) {
      for (String column : environments) {
        text.append(" AND ").append(column).append(" = ANY (?)");
        values.add(names(some));
      }
    }
    return new Sql(text.toString(), values);
  }

  public int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(connection, statement, values);
      return statement.executeUpdate();
    }
  }

  public <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(connection, statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(row.read(rows));
        }
        return result;
      }
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
    return list(connection, row).stream().findFirst();
  }

  /** The same statement for each of many lists of values. */
  public static void batch(Connection connection, String text, List<? extends List<?>> all)
      throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (List<?> values : all) {
        bind(connection, statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** As an array of text. */
  public static List<String> names(Collection<EnvironmentId> environments) {
    return environments.stream().map(EnvironmentId::name).toList();
  }

  public static String text(ResultSet row, String column) throws SQLException {
    return optionalText(row, column).orElseThrow(() -> missing(column));
  }

  public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(StoredText::unescape);
  }

  public static Instant time(ResultSet row, String column) throws SQLException {
    return optionalTime(row, column).orElseThrow(() -> missing(column));
  }

  public static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** An empty optional is null in an array, too. */
  private static @Nullable String element(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Sql::element).orElse(null);
      default -> StoredText.escape(value.toString());
    };
  }

  private static IllegalStateException missing(String column) {
    return new IllegalStateException("the column " + column + " is null, which it never should be");
  }

  private static void bind(Connection connection, PreparedStatement statement, List<?> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(connection, statement, i + 1, values.get(i));
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, int i, Object value)
      throws SQLException {
    switch (value) {
      case Optional<?> optional when optional.isEmpty() -> statement.setNull(i, Types.NULL);
      case Optional<?> optional -> bind(connection, statement, i, optional.get());
      case String text -> statement.setString(i, StoredText.escape(text));
      // PostgreSQL keeps microseconds and would round to the nearest, which may lie ahead.
      case Instant time ->
          statement.setObject(
              i, OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
      case Collection<?> texts ->
          statement.setArray(
              i, connection.createArrayOf("text", texts.stream().map(Sql::element).toArray()));
      case byte[] bytes -> statement.setBytes(i, bytes);
      default -> statement.setObject(i, value);
    }
  }
}
