package dev.plumbline.catalog;

import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What a schema holds beside tables, each list sorted by name. What belongs to an extension is left
 * out.
 *
 * @param schemas of the whole database, without PostgreSQL's own
 * @param properties what holds for the database as a whole
 */
public record SchemaObjects(
    List<Routine> routines,
    List<UserType> types,
    List<Sequence> sequences,
    List<Extension> extensions,
    List<String> schemas,
    DatabaseProperties properties) {
  public static final SchemaObjects NONE =
      new SchemaObjects(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Those of a database of which nothing else is known. */
  public SchemaObjects(
      List<Routine> routines,
      List<UserType> types,
      List<Sequence> sequences,
      List<Extension> extensions,
      List<String> schemas) {
    this(routines, types, sequences, extensions, schemas, DatabaseProperties.UNKNOWN);
  }

  public SchemaObjects {
    routines = List.copyOf(routines);
    types = List.copyOf(types);
    sequences = List.copyOf(sequences);
    extensions = List.copyOf(extensions);
    schemas = List.copyOf(schemas);
  }

  /** The type of a user that a column has; empty for one of PostgreSQL or of an extension. */
  public Optional<UserType> typeOf(ColumnType type) {
    String name = type.origin().map(Origin::name).orElseGet(() -> SqlName.unquoted(type.name()));
    Optional<String> schema = type.origin().flatMap(Origin::schema);
    return type.name().endsWith("[]")
        ? Optional.empty()
        : types.stream()
            .filter(user -> user.name().equals(name) && user.schema().equals(schema))
            .findFirst();
  }

  /**
   * A function, procedure, aggregate or window function.
   *
   * @param signature with the types of its arguments: {@code touch(integer, text)}
   * @param definition SHA-256 of all there is to it but defaults: its text may hold secrets
   * @param defaults of arguments, as PostgreSQL prints them
   */
  public record Routine(
      String signature, String language, String definition, Optional<String> defaults) {}

  /** A type that a user made; the row types of tables are left out. */
  public sealed interface UserType {
    /** As it is, never in quotes; a {@link ColumnType} is named as in SQL. */
    String name();

    /** Where it is another than ours: that of a type which a column of ours has. */
    Optional<String> schema();

    /** An enum; its labels in their order. */
    record EnumType(String name, Optional<String> schema, List<String> labels) implements UserType {
      /** One of our schema. */
      public EnumType(String name, List<String> labels) {
        this(name, Optional.empty(), labels);
      }

      public EnumType {
        labels = List.copyOf(labels);
      }
    }

    /**
     * A domain.
     *
     * @param defaultValue as PostgreSQL writes the expression
     * @param checks as {@code pg_get_constraintdef} writes them, sorted
     */
    record Domain(
        String name,
        Optional<String> schema,
        ColumnType base,
        boolean nullable,
        Optional<String> defaultValue,
        List<String> checks)
        implements UserType {
      /** One of our schema. */
      public Domain(
          String name,
          ColumnType base,
          boolean nullable,
          Optional<String> defaultValue,
          List<String> checks) {
        this(name, Optional.empty(), base, nullable, defaultValue, checks);
      }

      public Domain {
        checks = List.copyOf(checks);
      }
    }

    /**
     * A composite or range type.
     *
     * @param definition its attributes, or what it is a range of
     */
    record OtherType(String name, Optional<String> schema, String definition) implements UserType {
      /** One of our schema. */
      public OtherType(String name, String definition) {
        this(name, Optional.empty(), definition);
      }
    }
  }

  /**
   * A sequence.
   *
   * @param type {@code smallint}, {@code integer} or {@code bigint}
   * @param owner the column that it is dropped with
   * @param unlogged whether a crash of the server resets it (PostgreSQL 15)
   */
  public record Sequence(
      String name,
      String type,
      long start,
      long increment,
      long minimum,
      long maximum,
      long cache,
      boolean cycles,
      Optional<Owner> owner,
      boolean unlogged) {

    public Sequence ownedBy(Optional<Owner> column) {
      return new Sequence(
          name, type, start, increment, minimum, maximum, cache, cycles, column, unlogged);
    }

    /** One that survives a crash. */
    public Sequence(
        String name,
        String type,
        long start,
        long increment,
        long minimum,
        long maximum,
        long cache,
        boolean cycles,
        Optional<Owner> owner) {
      this(name, type, start, increment, minimum, maximum, cache, cycles, owner, false);
    }
  }

  /** A column that owns a sequence. */
  public record Owner(String table, String column) {}

  /** An installed extension. */
  public record Extension(String name, String version, String schema) {}
}
