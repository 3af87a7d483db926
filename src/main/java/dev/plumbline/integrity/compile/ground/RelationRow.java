package dev.plumbline.integrity.compile.ground;

import dev.plumbline.schema.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of {@code directus_relations}, each part empty where it is null or says nothing.
 *
 * @param parent the one side; empty for many-to-any
 * @param alias the field of the one side that shows this relation
 * @param junctionField the other side of a junction
 * @param collectionField of many-to-any: the field that names the collection
 * @param allowed of many-to-any: collections that may be named
 */
public record RelationRow(
    String collection,
    String field,
    Optional<String> parent,
    Optional<String> alias,
    Optional<String> junctionField,
    Optional<String> collectionField,
    List<String> allowed) {

  static Stream<RelationRow> read(JsonObject row) {
    Optional<String> collection = text(row, "many_collection");
    Optional<String> field = text(row, "many_field");
    if (collection.isEmpty() || field.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new RelationRow(
            collection.get(),
            field.get(),
            text(row, "one_collection"),
            text(row, "one_field"),
            text(row, "junction_field"),
            text(row, "one_collection_field"),
            text(row, "one_allowed_collections").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList()));
  }

  public boolean isToAny() {
    return parent.isEmpty() && (collectionField.isPresent() || !allowed.isEmpty());
  }

  private static Optional<String> text(JsonObject row, String key) {
    return Optional.of(row.get(key).textOr("")).filter(text -> !text.isEmpty());
  }
}
