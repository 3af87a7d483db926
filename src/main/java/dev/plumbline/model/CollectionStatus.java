package dev.plumbline.model;

/** What a name is to Directus and to PostgreSQL. */
public enum CollectionStatus {
  /** One of Directus's own tables. */
  SYSTEM,
  /** A collection with a table that Directus can use. */
  COLLECTION,
  /** A collection with a table that Directus cannot use: its key or its name is in the way. */
  UNUSABLE,
  /** A collection with a view or the like in place of its table. */
  NOT_A_TABLE,
  /** A collection that has lost its table. */
  GHOST,
  /** A collection that never had a table. */
  FOLDER,
  /** A table, or the like, that is not a collection. */
  UNTRACKED,
  /** Nothing at all, but rows of {@code directus_fields} are left of it. */
  LEFTOVER,
  /** Nothing at all. */
  NOWHERE;

  /** Whether Directus works with its columns, so that they are checked. */
  public boolean isUsed() {
    return this == SYSTEM || this == COLLECTION;
  }

  /** Whether Directus's metadata speaks of it or the metadata is its own. */
  public boolean isTracked() {
    return isUsed() || this == UNUSABLE;
  }
}
