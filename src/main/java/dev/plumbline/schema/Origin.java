package dev.plumbline.schema;

import java.util.Optional;

/**
 * Where a type that does not come with PostgreSQL is from.
 *
 * @param name without schema, never in quotes
 * @param schema where it is another than ours
 * @param extension that it is a member of
 */
public record Origin(String name, Optional<String> schema, Optional<String> extension) {}
