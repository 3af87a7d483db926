package dev.plumbline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL says is there: everything of one schema, without regard to what Directus thinks
 * of it. What belongs to an extension is left out, but for its tables.
 *
 * @param tables in the order in which they were made
 * @param objects whatever is not part of a table
 */
public record Catalog(List<Table> tables, SchemaObjects objects) {
  public Catalog {
    tables = List.copyOf(tables);
  }

  /** Tables alone. */
  public Catalog(List<Table> tables) {
    this(tables, SchemaObjects.NONE);
  }

  /**
   * Anything that has columns and rows.
   *
   * @param columns in the order of their numbers; dropped ones are left out
   * @param constraints in the order in which they were made
   * @param details what Directus never reads
   */
  public record Table(
      String name,
      Kind kind,
      List<Column> columns,
      List<Constraint> constraints,
      List<Index> indexes,
      TableDetails details) {
    /** One without anything that Directus does not check. */
    public Table(
        String name,
        Kind kind,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes) {
      this(name, kind, columns, constraints, indexes, TableDetails.NONE);
    }

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
   * @param collation where it is another than that of its type
   * @param details what few columns have
   */
  public record Column(
      String name,
      ColumnType type,
      boolean nullable,
      ColumnValue value,
      boolean ownsSequence,
      Optional<String> collation,
      ColumnDetails details) {

    /** One without details. */
    public Column(
        String name,
        ColumnType type,
        boolean nullable,
        ColumnValue value,
        boolean ownsSequence,
        Optional<String> collation) {
      this(name, type, nullable, value, ownsSequence, collation, ColumnDetails.NONE);
    }

    /** One with the collation of its type. */
    public Column(
        String name, ColumnType type, boolean nullable, ColumnValue value, boolean ownsSequence) {
      this(name, type, nullable, value, ownsSequence, Optional.empty());
    }

    /** Whether a row may have null here, even one from before its {@code NOT NULL}. */
    public boolean mayHoldNull() {
      return nullable || details.notValid();
    }
  }

  /**
   * What few columns have.
   *
   * @param notValid whether its {@code NOT NULL} is {@code NOT VALID}: rows from before it may have
   *     null (PostgreSQL 18)
   * @param notInherited whether tables that inherit from this one do not have its {@code NOT NULL}
   *     (PostgreSQL 18)
   * @param compression that was chosen for it where it is another than {@code pglz} (PostgreSQL 14)
   */
  public record ColumnDetails(
      boolean notValid, boolean notInherited, Optional<String> compression) {
    public static final ColumnDetails NONE = new ColumnDetails(false, false, Optional.empty());
  }

  /**
   * The type of a column.
   *
   * @param name as PostgreSQL formats it, without length or precision, with a schema if it is not
   *     on the search path: {@code character varying}, {@code integer[]}, {@code other.mood}
   * @param modifier {@code atttypmod}: length or precision in the encoding of the type; -1 if none
   * @param origin of a type, or of the elements of an array, that does not come with PostgreSQL
   */
  public record ColumnType(String name, int modifier, Optional<Origin> origin) {
    /** One whose name says all. */
    public ColumnType(String name, int modifier) {
      this(name, modifier, Optional.empty());
    }
  }

  /** What a column holds when nobody says what. */
  public sealed interface ColumnValue {
    /** Null. */
    record Unset() implements ColumnValue {
      public static final Unset UNSET = new Unset();
    }

    /** A default, as PostgreSQL writes its expression. */
    record Default(String expression) implements ColumnValue {}

    /**
     * Always computed from other columns.
     *
     * @param virtual whether it is computed when it is read (PostgreSQL 18), not stored
     */
    record Generated(String expression, boolean virtual) implements ColumnValue {

      /** One that is stored. */
      public Generated(String expression) {
        this(expression, false);
      }
    }

    /** {@code GENERATED … AS IDENTITY}. */
    record Identity(boolean always) implements ColumnValue {}
  }

  /** A rule about rows; its columns are in the order of the constraint. */
  public sealed interface Constraint {
    String name();

    List<String> columns();

    /**
     * At most one a table.
     *
     * @param special as {@code pg_get_constraintdef} writes it, if there is more to it than its
     *     columns: {@code WITHOUT OVERLAPS}, {@code DEFERRABLE}, {@code INCLUDE}
     */
    record PrimaryKey(String name, List<String> columns, Optional<String> special)
        implements Constraint {

      /** One of just these columns. */
      public PrimaryKey(String name, List<String> columns) {
        this(name, columns, Optional.empty());
      }

      public PrimaryKey {
        columns = List.copyOf(columns);
      }
    }

    /**
     * A constraint; a mere unique index is an {@link Index}.
     *
     * @param definition as {@code pg_get_constraintdef} writes it: whether it is deferrable, or
     *     takes nulls for equal
     */
    record Unique(String name, List<String> columns, String definition) implements Constraint {

      /** One of just these columns. */
      public Unique(String name, List<String> columns) {
        this(name, columns, "UNIQUE (" + String.join(", ", columns) + ")");
      }

      public Unique {
        columns = List.copyOf(columns);
      }
    }

    /**
     * A reference to a table.
     *
     * @param elsewhere whether that table is in another schema, where ours may have one of the same
     *     name; Directus does not show the two apart
     * @param setOnDelete which of its columns {@code ON DELETE SET …} sets
     * @param period whether its last column is a {@code PERIOD} that other rows must cover
     *     (PostgreSQL 18)
     */
    record ForeignKey(
        String name,
        List<String> columns,
        String referencedTable,
        boolean elsewhere,
        List<String> referencedColumns,
        Action onUpdate,
        Action onDelete,
        Enforcement enforcement,
        List<String> setOnDelete,
        boolean period)
        implements Constraint {

      /** One without a period. */
      public ForeignKey(
          String name,
          List<String> columns,
          String referencedTable,
          boolean elsewhere,
          List<String> referencedColumns,
          Action onUpdate,
          Action onDelete,
          Enforcement enforcement,
          List<String> setOnDelete) {
        this(
            name,
            columns,
            referencedTable,
            elsewhere,
            referencedColumns,
            onUpdate,
            onDelete,
            enforcement,
            setOnDelete,
            false);
      }

      /** One that sets all of its columns if any. */
      public ForeignKey(
          String name,
          List<String> columns,
          String referencedTable,
          boolean elsewhere,
          List<String> referencedColumns,
          Action onUpdate,
          Action onDelete,
          Enforcement enforcement) {
        this(
            name,
            columns,
            referencedTable,
            elsewhere,
            referencedColumns,
            onUpdate,
            onDelete,
            enforcement,
            columns);
      }

      /** One within the schema that is enforced. */
      public ForeignKey(
          String name,
          List<String> columns,
          String referencedTable,
          List<String> referencedColumns,
          Action onUpdate,
          Action onDelete) {
        this(
            name,
            columns,
            referencedTable,
            false,
            referencedColumns,
            onUpdate,
            onDelete,
            Enforcement.FULL);
      }

      public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        setOnDelete = List.copyOf(setOnDelete);
      }

      /** Whether it is to the table of our schema that has this name. */
      public boolean isTo(String table) {
        return !elsewhere && referencedTable.equals(table);
      }
    }

    /**
     * A condition on each row.
     *
     * @param columns that it speaks of; empty if it speaks of none
     * @param expression as PostgreSQL writes it
     * @param validated whether the rows that were there before it were checked too
     * @param enforced whether any row is checked; not if it is {@code NOT ENFORCED} (PostgreSQL 18)
     * @param inherited whether tables that inherit from this one have it, too
     */
    record Check(
        String name,
        List<String> columns,
        String expression,
        boolean validated,
        boolean enforced,
        boolean inherited)
        implements Constraint {

      /** One that is enforced, here and below. */
      public Check(String name, List<String> columns, String expression, boolean validated) {
        this(name, columns, expression, validated, true, true);
      }

      public Check {
        columns = List.copyOf(columns);
      }
    }

    /**
     * {@code EXCLUDE}.
     *
     * @param definition as {@code pg_get_constraintdef} writes it
     */
    record Exclusion(String name, List<String> columns, String definition) implements Constraint {
      public Exclusion {
        columns = List.copyOf(columns);
      }
    }
  }

  /**
   * How far a foreign key holds.
   *
   * @param validated whether the rows that were there before it were checked too
   * @param enabled whether all of its triggers fire; {@code DISABLE TRIGGER ALL} turns them off
   * @param deferrable whether it may be checked at the end of a transaction
   * @param enforced whether any row is checked; not if it is {@code NOT ENFORCED} (PostgreSQL 18)
   * @param deferred whether it is checked there unless somebody says otherwise
   * @param matchFull whether of several columns all must be null or none
   */
  public record Enforcement(
      boolean validated,
      boolean enabled,
      boolean deferrable,
      boolean enforced,
      boolean deferred,
      boolean matchFull) {
    public static final Enforcement FULL = new Enforcement(true, true, false);

    /** Of one that is enforced. */
    public Enforcement(boolean validated, boolean enabled, boolean deferrable) {
      this(validated, enabled, deferrable, true);
    }

    /** Of one that is checked at once, and not where a column is null. */
    public Enforcement(boolean validated, boolean enabled, boolean deferrable, boolean enforced) {
      this(validated, enabled, deferrable, enforced, false, false);
    }

    /** Whether no row can break it, apart from what was done with triggers disabled before. */
    public boolean isProof() {
      return validated && enabled && enforced;
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
   * @param form what else there is to it
   */
  public record Index(String name, boolean unique, List<Optional<String>> columns, IndexForm form) {

    /** A valid B-tree over just these columns. */
    public Index(String name, boolean unique, List<Optional<String>> columns) {
      this(
          name,
          unique,
          columns,
          new IndexForm("btree", columns.size(), true, Optional.empty(), false, ""));
    }

    public Index {
      columns = List.copyOf(columns);
    }
  }

  /**
   * How an index is built.
   *
   * @param method the access method, such as {@code btree}
   * @param keys how many of its columns are keys; the others are included
   * @param valid whether queries may use it; not after a failed {@code CREATE INDEX CONCURRENTLY}
   * @param predicate of a partial index
   * @param ofConstraint whether a constraint made it
   * @param definition as {@code pg_get_indexdef} writes it; empty if a constraint made it
   */
  public record IndexForm(
      String method,
      int keys,
      boolean valid,
      Optional<String> predicate,
      boolean ofConstraint,
      String definition) {}
}
