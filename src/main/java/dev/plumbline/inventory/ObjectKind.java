package dev.plumbline.inventory;

import java.util.Locale;
import java.util.Set;

/** Kinds of objects that PostgreSQL has and a snapshot of Directus can't carry. */
public enum ObjectKind {
  /**
   * One that Directus does not track; with its columns. Also one of its own, without; and one that
   * it tracks and is unlogged, or whose primary key is deferrable or includes columns.
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
  EXTENSION,
  /**
   * Of database and role, where it is not as usual ({@link
   * dev.plumbline.catalog.DatabaseSettings}).
   */
  SETTING,
  /** Of Directus: its URL, and how its operations are linked. */
  FLOW;

  private static final Set<ObjectKind> TABLES =
      Set.of(TABLE, PARTITIONED_TABLE, PARTITION, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW);

  private static final Set<ObjectKind> NAMED_BY_CHANCE =
      Set.of(CHECK_CONSTRAINT, UNIQUE_CONSTRAINT, EXCLUSION_CONSTRAINT, FOREIGN_KEY, INDEX);

  private final String label = name().toLowerCase(Locale.ROOT);

  private static final Set<ObjectKind> MADE_BY_DIRECTUS =
      Set.of(TABLE, COLUMN, UNIQUE_CONSTRAINT, FOREIGN_KEY, INDEX, SEQUENCE);

  /** Whether it is a relation in PostgreSQL's sense, with columns, that can be read from. */
  public boolean isTable() {
    return TABLES.contains(this);
  }

  /**
   * Whether PostgreSQL makes names of its own for them, by the order in which they were made: of
   * environments that are alike, one has {@code pages_check}, the other {@code pages_check1}.
   */
  public boolean isNamedByChance() {
    return NAMED_BY_CHANCE.contains(this);
  }

  /** Whether Directus has such objects of its own, which differ between its versions. */
  public boolean isMadeByDirectus() {
    return MADE_BY_DIRECTUS.contains(this);
  }

  /** As written in REST, stored forms and codes. */
  public String label() {
    return label;
  }
}
