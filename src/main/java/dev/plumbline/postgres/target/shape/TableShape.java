package dev.plumbline.postgres.target.shape;

import dev.plumbline.postgres.session.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table with its columns.
 *
 * @param sql its name with schema, as SQL writes it
 * @param persistence {@code UNLOGGED}, or empty
 * @param method how its rows are stored, as SQL writes it
 * @param columns in their order
 * @param key names of the columns of the primary key, sorted; empty if there is none
 */
public record TableShape(
    String name,
    String sql,
    String persistence,
    String method,
    List<ColumnShape> columns,
    List<String> key) {
  public TableShape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  public Optional<ColumnShape> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Those with values of their own, as SQL writes them. */
  public String storedColumns() {
    return columns.stream()
        .filter(column -> !column.isGenerated())
        .map(ColumnShape::sql)
        .collect(Collectors.joining(", "));
  }

  /** Without what can be added later. */
  public String create() {
    return "CREATE %s TABLE %s (%s) USING %s"
        .formatted(
            persistence,
            sql,
            columns.stream().map(ColumnShape::definition).collect(Collectors.joining(", ")),
            method);
  }

  /** As SQL writes it. */
  public static String list(List<String> names) {
    return names.stream().map(name -> new Identifier(name).sql()).collect(Collectors.joining(", "));
  }
}
