package dev.plumbline.inventory;

import java.util.Locale;

/** Kinds of objects that PostgreSQL has and a snapshot of Directus can't carry. */
public enum ObjectKind {
  /**
   * One that Directus does not track; with its columns. Also one of its own, without; and one that
   * it tracks and is unlogged.
   */
  TABLE,
  PARTITIONED_TABLE,
  PARTITION,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  /**
   * One that Directus does not track or that is its own, or what it does not know of a tracked one.
   */
  COLUMN,
  CHECK_CONSTRAINT,
  /** Of more than one column, deferrable, or of Directus's own tables. */
  UNIQUE_CONSTRAINT,
  EXCLUSION_CONSTRAINT,
  /** Without relation, of more than one column, or one that does not fully hold. */
  FOREIGN_KEY,
  /** Unique, composite, partial, on an expression, or not a B-tree. */
  INDEX,
  TRIGGER,
  ROW_SECURITY,
  POLICY,
  GRANT,
  ROUTINE,
  ENUM,
  DOMAIN,
  TYPE,
  SEQUENCE,
  EXTENSION;

  /** As written in REST, stored forms and codes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
