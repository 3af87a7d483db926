package dev.plumbline.model;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of {@code directus_fields}.
 *
 * @param special empty if it has none
 * @param alias whether Directus shows it as a field without a column
 * @param group in which group of the form it is
 */
public record FieldRow(
    String collection, String field, List<String> special, boolean alias, Optional<String> group) {
  private static final Set<String> SHOWS_A_RELATION =
      Set.of("o2m", "m2m", "m2a", "o2a", "files", "translations");

  public FieldRow {
    special = List.copyOf(special);
  }

  static FieldRow of(JsonObject row) {
    Optional<List<String>> special = MetadataRow.special(row);
    return new FieldRow(
        MetadataRow.text(row, "collection"),
        MetadataRow.text(row, "field"),
        special.orElse(List.of()),
        FieldType.isAlias(special),
        Optional.of(MetadataRow.text(row, "group")).filter(name -> !name.isEmpty()));
  }

  /** {@code collection.field}. */
  public String name() {
    return collection + "." + field;
  }

  /** Whether it is an alias that shows a relation from its one side. */
  public boolean showsRelation() {
    return special.stream().anyMatch(SHOWS_A_RELATION::contains);
  }

  /** Whether other fields may be grouped in it. */
  public boolean isGroup() {
    return special.contains("group");
  }
}
