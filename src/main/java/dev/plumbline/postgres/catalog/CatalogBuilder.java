package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnDetails;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.postgres.catalog.ColumnRows.ColumnRow;
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
import org.jspecify.annotations.Nullable;

/** Joins the rows of {@link CatalogQueries}, which hang together by object ids and numbers. */
final class CatalogBuilder {
  private record ColumnId(long table, int number) {}

  private record Type(String name, long collation, Optional<Origin> origin) {}

  private record Unfinished(
      String name,
      Optional<Kind> kind,
      boolean unlogged,
      boolean rowSecurity,
      boolean rowSecurityForced,
      Map<Integer, String> names,
      List<Column> columns,
      List<Constraint> constraints,
      List<Index> indexes) {}

  private final Map<Long, Unfinished> tables = new LinkedHashMap<>();
  private final Map<Long, Type> types = new HashMap<>();
  private final Map<ColumnId, String> expressions = new HashMap<>();
  private final Map<Long, ColumnId> owners = new HashMap<>();
  private final Set<ColumnId> ownedSequences = new HashSet<>();
  private final Set<Long> disabledKeys = new HashSet<>();

  /** One that is not ours is only needed for its names. */
  void table(ResultSet row) throws SQLException {
    tables.put(
        row.getLong(1),
        new Unfinished(
            row.getString(2),
            row.getBoolean(4) ? Optional.of(kind(row.getString(3))) : Optional.empty(),
            row.getBoolean(5),
            row.getBoolean(6),
            row.getBoolean(7),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>()));
  }

  boolean isOurs(long table) {
    return table(table).kind().isPresent();
  }

  void type(ResultSet row) throws SQLException {
    String name = row.getString(4);
    types.put(
        row.getLong(1),
        new Type(
            row.getString(2),
            row.getLong(3),
            name == null
                ? Optional.empty()
                : Optional.of(
                    new Origin(
                        name,
                        Optional.ofNullable(row.getString(5)),
                        Optional.ofNullable(row.getString(6))))));
  }

  void expression(long table, int column, String expression) {
    expressions.put(new ColumnId(table, column), expression);
  }

  void ownedSequence(long table, int column, long sequence) {
    ColumnId id = new ColumnId(table, column);
    ownedSequences.add(id);
    owners.put(sequence, id);
  }

  /** A foreign key that lets some changes pass. */
  void disabledKey(long constraint) {
    disabledKeys.add(constraint);
  }

  void column(ColumnRow row) {
    ColumnId id = new ColumnId(row.table(), row.number());
    Unfinished table = table(id.table());
    table.names().put(id.number(), row.name());
    if (table.kind().isEmpty()) {
      return;
    }
    Type type = types.getOrDefault(row.type(), new Type("-", 0, Optional.empty()));
    table
        .columns()
        .add(
            new Column(
                row.name(),
                new ColumnType(type.name(), row.modifier(), type.origin()),
                !row.notNull(),
                value(Optional.ofNullable(expressions.get(id)), row.identity(), row.generated()),
                ownedSequences.contains(id),
                row.collation() == type.collation()
                    ? Optional.empty()
                    : Optional.ofNullable(row.collationName()),
                details(row.notValid(), row.notInherited(), row.compression())));
  }

  private static ColumnDetails details(boolean notValid, boolean notInherited, String compression) {
    ColumnDetails details = new ColumnDetails(notValid, notInherited, compression(compression));
    return details.equals(ColumnDetails.NONE) ? ColumnDetails.NONE : details;
  }

  /** {@code pglz} is what a column has that says nothing. */
  private static Optional<String> compression(String code) {
    return switch (code) {
      case "", "p" -> Optional.empty();
      case "l" -> Optional.of("lz4");
      default -> Optional.of(code);
    };
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
        : new ColumnValue.Generated(expression.get(), generated.equals("v"));
  }

  void constraint(ResultSet row) throws SQLException {
    Unfinished table = table(row.getLong(1));
    String name = row.getString(2);
    List<String> columns = names(table, row.getString(4));
    table
        .constraints()
        .add(
            switch (row.getString(3)) {
              case "p" ->
                  new Constraint.PrimaryKey(name, columns, Optional.ofNullable(row.getString(12)));
              case "u" -> new Constraint.Unique(name, columns, row.getString(12));
              case "c" ->
                  new Constraint.Check(
                      name,
                      columns,
                      row.getString(12),
                      row.getBoolean(10),
                      row.getBoolean(15),
                      !row.getBoolean(18));
              case "x" -> new Constraint.Exclusion(name, columns, row.getString(12));
              default -> {
                Unfinished referenced = table(row.getLong(5));
                yield new Constraint.ForeignKey(
                    name,
                    columns,
                    referenced.name(),
                    referenced.kind().isEmpty(),
                    names(referenced, row.getString(6)),
                    action(row.getString(7)),
                    action(row.getString(8)),
                    new Enforcement(
                        row.getBoolean(10),
                        !disabledKeys.contains(row.getLong(9)),
                        row.getBoolean(11),
                        row.getBoolean(15),
                        row.getBoolean(16),
                        row.getBoolean(17)),
                    row.getString(13) == null ? columns : names(table, row.getString(13)),
                    row.getBoolean(14));
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
    table
        .indexes()
        .add(
            new Index(
                row.getString(2),
                row.getBoolean(3),
                columns,
                new IndexForm(
                    row.getString(5),
                    row.getInt(6),
                    row.getBoolean(7),
                    Optional.ofNullable(row.getString(8)),
                    row.getBoolean(9),
                    row.getString(10))));
  }

  Optional<Owner> owner(long sequence) {
    return Optional.ofNullable(owners.get(sequence))
        .map(
            id -> {
              Unfinished table = table(id.table());
              return new Owner(table.name(), table.names().getOrDefault(id.number(), "?"));
            });
  }

  Catalog build(Details details, SchemaObjects objects) {
    List<Table> built = new ArrayList<>();
    tables.forEach(
        (oid, table) ->
            table.kind().ifPresent(kind -> built.add(build(oid, table, kind, details))));
    return new Catalog(built, objects);
  }

  private static Table build(long oid, Unfinished table, Kind kind, Details details) {
    return new Table(
        table.name(),
        kind,
        table.columns(),
        table.constraints(),
        table.indexes(),
        details.of(oid, table.unlogged(), table.rowSecurity(), table.rowSecurityForced()));
  }

  private Unfinished table(long oid) {
    Unfinished table = tables.get(oid);
    if (table == null) {
      throw new IllegalStateException("pg_class has no row for table " + oid);
    }
    return table;
  }

  /**
   * @param numbers as PostgreSQL writes an array: <code>{1,2}</code>; null if there is none, and 0
   *     where there is an expression
   */
  private static List<String> names(Unfinished table, @Nullable String numbers) {
    List<String> names = new ArrayList<>();
    if (numbers != null && !numbers.equals("{}")) {
      for (String number : numbers.substring(1, numbers.length() - 1).split(",", -1)) {
        if (!number.equals("0")) {
          names.add(table.names().getOrDefault(Integer.valueOf(number), "?"));
        }
      }
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
