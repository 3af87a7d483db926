package dev.plumbline.snapshot;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What Directus says its schema is ({@code GET /schema/snapshot}), without the version of Directus:
 * the same content read from two versions is the same snapshot. The lists keep Directus's own order
 * (collection, then {@code id} of the metadata row), because Directus's hash depends on it; nothing
 * of ours does: see {@link Fingerprint#of(Snapshot)}.
 *
 * <p>{@code meta} and {@code schema} are kept whole, whatever keys a version of Directus has.
 */
public record Snapshot(
    List<Collection> collections,
    List<Field> fields,
    List<SystemField> systemFields,
    List<Relation> relations) {

  /** Directus's name of PostgreSQL in snapshots. */
  public static final String VENDOR = "postgres";

  public Snapshot {
    collections = List.copyOf(collections);
    fields = List.copyOf(fields);
    systemFields = List.copyOf(systemFields);
    relations = List.copyOf(relations);
  }

  /**
   * A table with its metadata, or a folder.
   *
   * @param meta {@code null} where Directus has no row for it
   * @param schema {@code {"name": …}}; empty for a folder: the key is absent, not null
   */
  public record Collection(String collection, JsonValue meta, Optional<JsonObject> schema) {}

  /**
   * A column with its metadata, or an alias.
   *
   * @param type Directus's type, such as {@code string}, {@code alias}, {@code unknown}
   * @param schema empty for an alias: the key is absent, not null
   */
  public record Field(
      String collection, String field, String type, JsonValue meta, Optional<JsonObject> schema) {}

  /** An indexed column of one of Directus's own tables. */
  public record SystemField(String collection, String field, JsonObject schema) {}

  /**
   * A relation, named by its many side.
   *
   * @param relatedCollection empty for many-to-any: the key is there and null
   * @param schema the foreign key; empty where there is none: the key is absent, not null
   */
  public record Relation(
      String collection,
      String field,
      Optional<String> relatedCollection,
      JsonValue meta,
      Optional<JsonObject> schema) {}
}
