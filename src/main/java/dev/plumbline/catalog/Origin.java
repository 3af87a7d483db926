package dev.plumbline.catalog;

import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.Optional;

/**
 * Where a type that does not come with PostgreSQL is from.
 *
 * @param name without schema, never in quotes
 * @param schema where it is another than ours
 * @param extension that it is a member of
 */
public record Origin(String name, Optional<String> schema, Optional<String> extension) {
  /** The name of a type; of one of an extension without the schema that this was installed in. */
  public static String plainName(ColumnType type) {
    return type.origin()
        .filter(origin -> origin.extension().isPresent() && !type.name().endsWith("[]"))
        .map(Origin::name)
        .orElse(type.name());
  }
}
