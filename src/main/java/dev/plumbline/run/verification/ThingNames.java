package dev.plumbline.run.verification;

import dev.plumbline.drift.words.Words;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.payload.ItemKey;

/** What a thing of a schema is called in a sentence, such as {@code field `articles.title`}. */
public final class ThingNames {
  private ThingNames() {}

  public static String of(ItemKey key) {
    return kind(key) + " " + Words.name(key.text());
  }

  /** Such as {@code system field}. */
  public static String kind(ItemKey key) {
    return switch (key.section()) {
      case COLLECTIONS -> "collection";
      case FIELDS -> "field";
      case SYSTEM_FIELDS -> "system field";
      case RELATIONS -> "relation";
    };
  }

  public static String of(ObjectId id) {
    boolean isOfItself = id.table().isEmpty() || id.table().equals(id.name());
    return kind(id)
        + (id.name().isEmpty() ? "" : " " + Words.name(id.name()))
        + (isOfItself ? "" : " of " + Words.name(id.table()));
  }

  /** Such as {@code check constraint}. */
  public static String kind(ObjectId id) {
    return id.kind().label().replace('_', ' ');
  }
}
