package dev.plumbline.model;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code directus_relations} as those see it who do not show it; what is empty there
 * counts as not said.
 *
 * @param collection the many side
 * @param field of the many side
 * @param one the collection of the one side; empty for many-to-any
 * @param oneField the alias that shows the relation on the one side
 * @param junctionField the other side of a junction
 * @param collectionField of a many-to-any: the field that names the collection
 * @param allowed collections of a many-to-any, sorted; like Directus, with the blanks around them
 * @param deselectAction what becomes of an item that is taken out of the one side: {@code nullify}
 *     or {@code delete}
 */
public record RelationRow(
    String collection,
    String field,
    Optional<String> one,
    Optional<String> oneField,
    Optional<String> junctionField,
    Optional<String> sortField,
    Optional<String> collectionField,
    List<String> allowed,
    String deselectAction) {
  public RelationRow {
    allowed = List.copyOf(allowed);
  }

  public static RelationRow of(JsonObject row) {
    return new RelationRow(
        MetadataRow.text(row, "many_collection"),
        MetadataRow.text(row, "many_field"),
        said(row, "one_collection"),
        said(row, "one_field"),
        said(row, "junction_field"),
        said(row, "sort_field"),
        said(row, "one_collection_field"),
        said(row, "one_allowed_collections").stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList(),
        MetadataRow.text(row, "one_deselect_action"));
  }

  private static Optional<String> said(JsonObject row, String key) {
    return Optional.of(MetadataRow.text(row, key)).filter(text -> !text.isEmpty());
  }

  /** {@code collection.field} of the many side. */
  public String name() {
    return collection + "." + field;
  }

  /** Whether it is a many-to-any. */
  public boolean isAny() {
    return one.isEmpty() && (collectionField.isPresent() || !allowed.isEmpty());
  }

  /** Whether Directus takes a foreign key to this table for that of the relation. */
  public boolean fits(String referencedTable) {
    return one.isEmpty() || one.get().equals(referencedTable);
  }
}
