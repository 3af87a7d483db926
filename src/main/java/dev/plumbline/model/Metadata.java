package dev.plumbline.model;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;

/**
 * What Directus has written down about the schema: the rows of {@code directus_collections}, {@code
 * directus_fields} and {@code directus_relations}, with whatever columns its version has.
 *
 * @param fields in the order of their {@code id}
 * @param relations in the order of their {@code id}
 */
public record Metadata(
    List<JsonObject> collections, List<JsonObject> fields, List<JsonObject> relations) {
  public Metadata {
    collections = List.copyOf(collections);
    fields = List.copyOf(fields);
    relations = List.copyOf(relations);
  }
}
