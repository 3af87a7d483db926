package dev.plumbline.payload;

import java.util.Comparator;

/**
 * Names one entity of a schema.
 *
 * @param field empty for a collection
 */
public record ItemKey(Section section, String collection, String field)
    implements Comparable<ItemKey> {
  private static final Comparator<ItemKey> ORDER =
      Comparator.comparing(ItemKey::section)
          .thenComparing(ItemKey::collection)
          .thenComparing(ItemKey::field);

  public static ItemKey ofCollection(String collection) {
    return new ItemKey(Section.COLLECTIONS, collection, "");
  }

  public static ItemKey ofField(String collection, String field) {
    return new ItemKey(Section.FIELDS, collection, field);
  }

  public static ItemKey ofSystemField(String collection, String field) {
    return new ItemKey(Section.SYSTEM_FIELDS, collection, field);
  }

  public static ItemKey ofRelation(String collection, String field) {
    return new ItemKey(Section.RELATIONS, collection, field);
  }

  /** As a person selects it: {@code articles}, {@code articles.title}. */
  public String text() {
    return field.isEmpty() ? collection : collection + "." + field;
  }

  @Override
  public int compareTo(ItemKey other) {
    return ORDER.compare(this, other);
  }
}
