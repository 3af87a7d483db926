package dev.plumbline.schema;

import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL says is there: the tables of one schema, without regard to what Directus thinks
 * of them.
 *
 * @param tables in the order in which they were made
 */
public record Catalog(List<Table> tables) {
  public Catalog {
    tables = List.copyOf(tables);
  }

  /**
   * Anything that has columns and rows.
   *
   * @param columns in the order of their numbers; dropped ones are left out
   * @param constraints in the order in which they were made
   */
  public record Table(
      String name,
      Kind kind,
      List<Column> columns,
      List<Constraint> constraints,
      List<Index> indexes) {
    public Table {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
      indexes = List.copyOf(indexes);
    }

    /** The columns of the primary key; empty if there is none. */
    public List<String> primaryKey() {
      for (Constraint constraint : constraints) {
        if (constraint instanceof Constraint.PrimaryKey key) {
          return key.columns();
        }
      }
      return List.of();
    }
  }

  /** What kind of table it is. */
  public enum Kind {
    /** Also one that is a partition of another. */
    TABLE,
    PARTITIONED_TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE
  }

  /**
   * A column.
   *
   * @param ownsSequence whether a sequence is owned by it, as that of {@code serial} or identity
   */
  public record Column(
      String name, ColumnType type, boolean nullable, ColumnValue value, boolean ownsSequence) {}

  /**
   * The type of a column.
   *
   * @param name as PostgreSQL formats it, without length or precision, with a schema only where it
   *     is not on the search path: {@code character varying}, {@code integer[]}, {@code other.mood}
   * @param modifier {@code atttypmod}: length or precision in the encoding of the type; -1 if none
   */
  public record ColumnType(String name, int modifier) {}

  /** What a column holds when nobody says what. */
  public sealed interface ColumnValue {
    /** Null. */
    record Unset() implements ColumnValue {
      public static final Unset UNSET = new Unset();
    }

    /** A default, as PostgreSQL writes its expression. */
    record Default(String expression) implements ColumnValue {}

    /** Always computed from other columns. */
    record Generated(String expression) implements ColumnValue {}

    /** {@code GENERATED … AS IDENTITY}. */
    record Identity(boolean always) implements ColumnValue {}
  }

  /** A rule about rows; its columns are in the order of the constraint. */
  public sealed interface Constraint {
    String name();

    List<String> columns();

    /** At most one a table. */
    record PrimaryKey(String name, List<String> columns) implements Constraint {
      public PrimaryKey {
        columns = List.copyOf(columns);
      }
    }

    /** A constraint; a mere unique index is an {@link Index}. */
    record Unique(String name, List<String> columns) implements Constraint {
      public Unique {
        columns = List.copyOf(columns);
      }
    }

    /** A reference to another table, which may be in another schema. */
    record ForeignKey(
        String name,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        Action onUpdate,
        Action onDelete)
        implements Constraint {
      public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
      }
    }
  }

  /** What a foreign key does when the referenced row changes. */
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /** As in SQL. */
    public String sql() {
      return name().replace('_', ' ');
    }
  }

  /**
   * An index.
   *
   * @param columns all of them, included ones too; empty for an expression
   */
  public record Index(String name, boolean unique, List<Optional<String>> columns) {
    public Index {
      columns = List.copyOf(columns);
    }
  }
}
