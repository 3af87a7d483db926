package dev.plumbline.drift;

import java.util.Locale;

/**
 * What kind of change it is. Codes are part of the public contract: alerts and ignore rules name
 * them. They are added, never renamed.
 */
public enum ChangeCode {
  DIRECTUS_VERSION_CHANGED,
  COLLECTION_ADDED,
  COLLECTION_REMOVED,
  FIELD_ADDED,
  FIELD_REMOVED,
  RELATION_ADDED,
  RELATION_REMOVED;

  /** As written in REST, metrics and ignore rules. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
