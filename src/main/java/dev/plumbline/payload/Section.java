package dev.plumbline.payload;

import java.util.Arrays;
import java.util.Optional;

/** The lists of a diff, in the order in which Directus carries them out. */
public enum Section {
  COLLECTIONS("collections"),
  FIELDS("fields"),
  SYSTEM_FIELDS("systemFields"),
  RELATIONS("relations");

  private final String key;

  Section(String key) {
    this.key = key;
  }

  /** The key of the list in Directus's JSON. */
  public String key() {
    return key;
  }

  /** Whether an item of this list names a field, too. */
  public boolean hasField() {
    return this != COLLECTIONS;
  }

  static Optional<Section> ofKey(String key) {
    return Arrays.stream(values()).filter(section -> section.key.equals(key)).findFirst();
  }
}
