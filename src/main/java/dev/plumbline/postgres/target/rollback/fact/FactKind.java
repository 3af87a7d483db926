package dev.plumbline.postgres.target.rollback.fact;

/**
 * Kinds of facts, in the order in which they are created: each needs only those before it. They are
 * dropped in the opposite order.
 */
public enum FactKind {
  /** Of a serial column; its default needs it. An identity column has its own. */
  SEQUENCE(true),
  OWNER(false),
  PERSISTENCE(false),
  TABLE_OPTION(false),
  SEQUENCE_OWNER(false),
  SEQUENCE_OWNED(false),
  DEFAULT(true),
  STORAGE(false),
  COMPRESSION(false),
  STATISTICS_TARGET(false),
  COLUMN_OPTION(false),
  NOT_NULL(true),
  IDENTITY(true),
  IDENTITY_KIND(false),
  SEQUENCE_OPTIONS(false),
  /** Primary key, unique or exclusion constraint. */
  KEY(true),
  CHECK(true),
  INDEX(true),
  CLUSTER(false),
  REPLICA_IDENTITY(false),
  STATISTICS(true),
  STATISTICS_OWNER(false),
  FOREIGN_KEY(true),
  RULE(true),
  RULE_STATE(false),
  TRIGGER(true),
  TRIGGER_STATE(false),
  POLICY(true),
  ROW_SECURITY(false),
  FORCE_ROW_SECURITY(false),
  COMMENT(false),
  GRANT(false),
  PUBLICATION(false);

  private final boolean structural;

  FactKind(boolean structural) {
    this.structural = structural;
  }

  /** Whether one that the former database lacks could be in the way of columns and rows. */
  public boolean isStructural() {
    return structural;
  }
}
