package dev.plumbline.postgres;

import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Catalog.Action;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnType;
import dev.plumbline.schema.Catalog.ColumnValue;
import dev.plumbline.schema.Catalog.Constraint;
import dev.plumbline.schema.Catalog.Index;
import dev.plumbline.schema.Catalog.Kind;
import dev.plumbline.schema.Catalog.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins the rows of {@link CatalogQueries}, which hang together by object ids and numbers. */
final class CatalogBuilder {
  private record ColumnId(long table, int number) {}

  private record Unfinished(
      String name,
      Optional<Kind> kind,
      Map<Integer, String> names,
      List<Column> columns,
      List<Constraint> constraints,
      List<Index> indexes) {}

  private final Map<Long, Unfinished> tables = new LinkedHashMap<>();
  private final Map<Long, String> types = new HashMap<>();
  private final Map<ColumnId, String> expressions = new HashMap<>();
  private final Set<ColumnId> ownedSequences = new HashSet<>();

  /** One that is not ours is only needed for its names. */
  void table(long oid, String name, String kind, boolean ours) {
    tables.put(
        oid,
        new Unfinished(
            name,
            ours ? Optional.of(kind(kind)) : Optional.empty(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>()));
  }

  void type(long oid, String name) {
    types.put(oid, name);
  }

  void expression(long table, int column, String expression) {
    expressions.put(new ColumnId(table, column), expression);
  }

  void ownedSequence(long table, int column) {
    ownedSequences.add(new ColumnId(table, column));
  }

  void column(ResultSet row) throws SQLException {
    ColumnId id = new ColumnId(row.getLong(1), row.getInt(2));
    Unfinished table = table(id.table());
    String name = row.getString(3);
    table.names().put(id.number(), name);
    if (table.kind().isEmpty()) {
      return;
    }
    table
        .columns()
        .add(
            new Column(
                name,
                new ColumnType(types.getOrDefault(row.getLong(4), "-"), row.getInt(5)),
                !row.getBoolean(6),
                value(Optional.ofNullable(expressions.get(id)), row.getString(7), row.getString(8)),
                ownedSequences.contains(id)));
  }

  private static ColumnValue value(Optional<String> expression, String identity, String generated) {
    if (!identity.isEmpty()) {
      return new ColumnValue.Identity(identity.equals("a"));
    }
    if (expression.isEmpty()) {
      return ColumnValue.Unset.UNSET;
    }
    return generated.isEmpty()
        ? new ColumnValue.Default(expression.get())
        : new ColumnValue.Generated(expression.get());
  }

  void constraint(ResultSet row) throws SQLException {
    Unfinished table = table(row.getLong(1));
    String name = row.getString(2);
    List<String> columns = names(table, row.getString(4));
    table
        .constraints()
        .add(
            switch (row.getString(3)) {
              case "p" -> new Constraint.PrimaryKey(name, columns);
              case "u" -> new Constraint.Unique(name, columns);
              default -> {
                Unfinished referenced = table(row.getLong(5));
                yield new Constraint.ForeignKey(
                    name,
                    columns,
                    referenced.name(),
                    names(referenced, row.getString(6)),
                    action(row.getString(7)),
                    action(row.getString(8)));
              }
            });
  }

  void index(ResultSet row) throws SQLException {
    Unfinished table = table(row.getLong(1));
    List<Optional<String>> columns = new ArrayList<>();
    for (String number : row.getString(4).split(" ", -1)) {
      // 0 stands for an expression.
      columns.add(Optional.ofNullable(table.names().get(Integer.valueOf(number))));
    }
    table.indexes().add(new Index(row.getString(2), row.getBoolean(3), columns));
  }

  Catalog build() {
    return new Catalog(
        tables.values().stream()
            .flatMap(
                table ->
                    table.kind().stream()
                        .map(
                            kind ->
                                new Table(
                                    table.name(),
                                    kind,
                                    table.columns(),
                                    table.constraints(),
                                    table.indexes())))
            .toList());
  }

  private Unfinished table(long oid) {
    Unfinished table = tables.get(oid);
    if (table == null) {
      throw new IllegalStateException("pg_class has no row for table " + oid);
    }
    return table;
  }

  /**
   * @param numbers as PostgreSQL writes an array: <code>{1,2}</code>
   */
  private static List<String> names(Unfinished table, String numbers) {
    List<String> names = new ArrayList<>();
    for (String number : numbers.substring(1, numbers.length() - 1).split(",", -1)) {
      names.add(table.names().getOrDefault(Integer.valueOf(number), "?"));
    }
    return names;
  }

  private static Kind kind(String relkind) {
    return switch (relkind) {
      case "r" -> Kind.TABLE;
      case "p" -> Kind.PARTITIONED_TABLE;
      case "v" -> Kind.VIEW;
      case "m" -> Kind.MATERIALIZED_VIEW;
      case "f" -> Kind.FOREIGN_TABLE;
      default ->
          throw new IllegalStateException("pg_class.relkind '" + relkind + "' was not asked for");
    };
  }

  private static Action action(String code) {
    return switch (code) {
      case "a" -> Action.NO_ACTION;
      case "r" -> Action.RESTRICT;
      case "c" -> Action.CASCADE;
      case "n" -> Action.SET_NULL;
      case "d" -> Action.SET_DEFAULT;
      default -> throw new IllegalStateException("unknown foreign key action '" + code + "'");
    };
  }
}
