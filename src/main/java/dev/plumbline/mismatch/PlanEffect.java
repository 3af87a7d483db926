package dev.plumbline.mismatch;

/**
 * What a mismatch means for a plan that changes its subject: whether it makes the subject something
 * else than its snapshot says, so that the plan would carry that over, or fail.
 */
public enum PlanEffect {
  /** A collection or field is not what its metadata says, or is one by its metadata alone. */
  CONTRADICTION(true),
  /** Directus sees a table without its columns, or no table at all (field report F18). */
  HIDDEN_FROM_DIRECTUS(true),
  /** A relation is another one in PostgreSQL, or leads to what does not exist. */
  OTHER_RELATION(true),
  /**
   * Directus creates folders from the top: it leaves out, without an error, a collection whose
   * folder does not exist or is in itself (apply-diff.js of 11.17.4 and 12.4.0). PostgreSQL refuses
   * to move one there.
   */
  FOLDER_LEFT_OUT(true),

  /** Not of Directus, so that no snapshot has it. */
  NOT_OF_DIRECTUS(false),
  /** About rows, not about what a snapshot says. */
  ABOUT_ROWS(false),
  /**
   * Hazards of their own say it, with what the plan does: not_owner, set_null_forbidden,
   * key_types_differ, index_not_droppable.
   */
  HAZARD_OF_ITS_OWN(false),
  /** Directus cannot make it, so that the gate leaves it out of every plan. */
  NEVER_IN_A_PLAN(false),
  /** The snapshot says less than PostgreSQL has, and what it says is true. */
  SNAPSHOT_SAYS_LESS(false),
  /** A name in a setting: it is carried over as it is, and what it names can be made later. */
  NAME_IN_A_SETTING(false);

  private final boolean carriedOver;

  PlanEffect(boolean carriedOver) {
    this.carriedOver = carriedOver;
  }

  public boolean isCarriedOver() {
    return carriedOver;
  }
}
