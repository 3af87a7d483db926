package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.UserType;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import dev.plumbline.catalog.SchemaObjects.UserType.EnumType;
import dev.plumbline.integrity.Condition.Category;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done with the values of a column.
 *
 * @param type of a domain, the type that it is made of
 * @param enumeration whether it is an enum: compared as text, and kept to its labels by PostgreSQL
 */
public record ColumnKind(ColumnType type, Category category, boolean enumeration) {
  private static final Set<String> TEXTS = Set.of("character varying", "text", "character");
  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

  /** PostgreSQL has no operator {@code =} for these, or one that compares something else. */
  private static final Set<String> WITHOUT_EQUALITY =
      Set.of(
          "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "geometry");

  /** Domains may be made of domains; nobody makes so many. */
  private static final int DEEPEST_DOMAIN = 10;

  static ColumnKind of(ColumnType type, SchemaObjects objects) {
    ColumnType base = type;
    boolean enumeration = false;
    for (int depth = 0; depth < DEEPEST_DOMAIN; depth++) {
      Optional<UserType> user = objects.typeOf(base);
      enumeration = user.filter(EnumType.class::isInstance).isPresent();
      if (!(user.orElse(null) instanceof Domain domain)) {
        break;
      }
      base = domain.base();
    }
    return new ColumnKind(base, category(Origin.plainName(base)), enumeration);
  }

  private static Category category(String type) {
    return switch (type) {
      case "character varying", "text", "character", "citext" -> Category.TEXT;
      case "smallint", "integer", "bigint", "numeric", "double precision" -> Category.NUMBER;
      case "real" -> Category.SINGLE;
      case "boolean" -> Category.BOOLEAN;
      case "date", "timestamp without time zone" -> Category.TIME;
      case "timestamp with time zone" -> Category.INSTANT;
      case "uuid" -> Category.UUID;
      case "json", "jsonb" -> Category.JSON;
      default -> Category.OTHER;
    };
  }

  public boolean isText() {
    return category == Category.TEXT;
  }

  public boolean isInteger() {
    return INTEGERS.contains(type.name());
  }

  /** Whether every value has one written form, in which Directus shows it and compares it. */
  public boolean isWritten() {
    return isInteger() || category == Category.UUID;
  }

  /** Whether it can be determined that two values are the same. */
  public boolean hasEquality() {
    return !WITHOUT_EQUALITY.contains(type.name());
  }

  /** Whether PostgreSQL compares the two without a cast, and an index of either can be used. */
  public boolean isComparableWith(ColumnKind other) {
    String mine = type.name();
    String theirs = other.type.name();
    return (mine.equals(theirs) && hasEquality())
        || (isInteger() && other.isInteger())
        || (TEXTS.contains(mine) && TEXTS.contains(theirs));
  }
}
