package dev.plumbline.hazard.rules.platform;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Create;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directus reads metadata and catalog as one. Where they contradict each other about something that
 * a plan changes, it carries the contradiction over, or fails (field reports F19, F27, F29).
 */
public final class CarriedMismatches implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Set<String> fromSource = new TreeSet<>();
    Set<String> inTarget = new TreeSet<>();
    for (PlannedItem item : inputs.items().values()) {
      // Also what only the target has: Directus does not see it in the source for that reason.
      fromSource.addAll(subjects(item.key()));
      if (!(item instanceof Create)) {
        inTarget.addAll(subjects(item.key()));
      }
    }
    report(HazardCode.SOURCE_MISMATCH, "source", inputs.sourceMismatches(), fromSource, collector);
    report(HazardCode.TARGET_MISMATCH, "target", inputs.targetMismatches(), inTarget, collector);
  }

  /** An item of a field is concerned by what is wrong with its collection, too. */
  private static List<String> subjects(ItemKey key) {
    return List.of(key.text(), key.collection());
  }

  private static void report(
      HazardCode code,
      String side,
      List<Mismatch> mismatches,
      Set<String> subjects,
      SuspicionCollector collector) {
    mismatches.stream()
        .filter(mismatch -> isCarriedOver(mismatch.code()))
        // What has no subject concerns whatever a plan has.
        .filter(
            mismatch ->
                subjects.contains(mismatch.subject())
                    || (mismatch.subject().isEmpty() && !subjects.isEmpty()))
        .forEach(
            mismatch ->
                collector.state(
                    code,
                    mismatch.subject(),
                    "in the %s, Directus's metadata and PostgreSQL disagree about %s (%s): %s"
                        .formatted(
                            side,
                            mismatch.subject().isEmpty()
                                ? "what Directus may do"
                                : Words.name(mismatch.subject()),
                            mismatch.code().label(),
                            mismatch.message()),
                    "repair the %s first, as docs/mismatches.md says of %s"
                        .formatted(side, mismatch.code().label())));
  }

  /**
   * Whether it makes a subject something else than its snapshot says, so that a plan would carry
   * that over, or fail. Each code is here, so that a new one has to be decided about.
   */
  static boolean isCarriedOver(MismatchCode code) {
    return switch (code) {
      // A collection or field is not what its metadata says, or is one by its metadata alone.
      case GHOST_COLLECTION,
          COLLECTION_NOT_A_TABLE,
          COLLECTION_WITHOUT_PRIMARY_KEY,
          COLLECTION_WITH_COMPOSITE_PRIMARY_KEY,
          COLLECTION_NAME_UNUSABLE,
          FIELDS_OF_MISSING_COLLECTION,
          METADATA_OF_SYSTEM_COLLECTION,
          METADATA_OF_SYSTEM_FIELD,
          METADATA_OF_SYSTEM_RELATION,
          COLLECTION_OF_SYNC_TOOL,
          FIELD_OF_SYNC_TOOL,
          GHOST_FIELD,
          DUPLICATE_FIELD,
          FIELD_ALIAS_BESIDE_COLUMN,
          COLUMN_RENAMED,
          TABLE_RENAMED,
          TYPE_CONTRADICTED ->
          true;
      // Directus sees a table without its columns, or no table at all (field report F18).
      case ROLE_CANNOT_READ_TABLE, ROLE_CANNOT_USE_SCHEMA -> true;
      // A relation is another one in PostgreSQL, or leads to what does not exist.
      case FOREIGN_KEY_TO_OTHER_TABLE,
          FOREIGN_KEY_TO_OTHER_COLUMN,
          DUPLICATE_RELATION,
          RELATION_FIELD_MISSING,
          RELATION_OF_MISSING_COLLECTION,
          RELATION_TO_MISSING_COLLECTION,
          RELATION_WITHOUT_TARGET,
          RELATION_JUNCTION_FIELD_MISSING,
          RELATION_COLLECTION_FIELD_MISSING,
          ALIAS_WITHOUT_RELATION ->
          true;
      // Directus creates folders from the top: it leaves out, without an error, a collection whose
      // folder does not exist or is in itself (apply-diff.js of 11.17.4 and 12.4.0). PostgreSQL
      // refuses to move one there.
      case COLLECTION_GROUP_MISSING, COLLECTION_GROUP_CYCLE -> true;

      // Not of Directus, so that no snapshot has it.
      case UNTRACKED_TABLE,
          UNTRACKED_VIEW,
          UNTRACKED_MATERIALIZED_VIEW,
          UNTRACKED_FOREIGN_TABLE,
          UNTRACKED_PARTITIONED_TABLE,
          UNTRACKED_PARTITION,
          UNTRACKED_COLUMN,
          REQUIRED_COLUMN_UNTRACKED,
          FOREIGN_KEY_WITHOUT_RELATION,
          OTHER_DIRECTUS_SCHEMA ->
          false;
      // About rows, not about what a snapshot says.
      case UNLOGGED_TABLE,
          ROW_SECURITY_FORCED,
          ROW_SECURITY_ENABLED,
          ROW_SECURITY_APPLIES,
          TRIGGER_DISABLED,
          COLLATION_VERSION_MISMATCH,
          INDEX_INVALID,
          FOREIGN_KEY_NOT_VALIDATED,
          FOREIGN_KEY_DISABLED ->
          false;
      // Hazards of their own say it, with what the plan does: not_owner, set_null_forbidden,
      // key_types_differ, index_not_droppable.
      case ROLE_MISSING,
          ROLE_CANNOT_CREATE_TABLES,
          ROLE_CANNOT_WRITE_TABLE,
          ROLE_CANNOT_ALTER_TABLE,
          FOREIGN_KEY_ACTION_FORBIDDEN,
          RELATION_DESELECT_ACTION_FORBIDDEN,
          FOREIGN_KEY_TYPE_DIFFERS,
          INDEX_NAMED_DIFFERENTLY,
          INDEX_PARTIAL ->
          false;
      // Directus cannot make it, so that the gate leaves it out of every plan.
      case TYPE_UNKNOWN,
          TYPE_APPROXIMATED,
          LENGTH_MISSING,
          DEFAULT_IS_EXPRESSION,
          DEFAULT_MISREAD,
          RELATION_WITHOUT_FOREIGN_KEY ->
          false;
      // The snapshot says less than PostgreSQL has, and what it says is true.
      case TYPE_UNCHECKED,
          NULLABILITY_NOT_SHOWN,
          IDENTITY_NOT_SHOWN,
          UNIQUENESS_NOT_SHOWN,
          PARTIAL_UNIQUENESS_NOT_SHOWN,
          REFERENCE_WITHOUT_RELATION ->
          false;
      // A name in a setting: it is carried over as it is, and what it names can be made later.
      case RELATION_ONE_FIELD_MISSING,
          RELATION_SORT_FIELD_MISSING,
          RELATION_ALLOWED_COLLECTION_MISSING,
          COLLECTION_SORT_FIELD_MISSING,
          COLLECTION_ARCHIVE_FIELD_MISSING,
          COLLECTION_DUPLICATION_FIELD_MISSING,
          COLLECTION_TEMPLATE_FIELD_MISSING,
          COLLECTION_PREVIEW_FIELD_MISSING,
          FIELD_TEMPLATE_FIELD_MISSING,
          FIELD_FILTER_FIELD_MISSING,
          FIELD_CONDITION_FIELD_MISSING,
          FIELD_VALIDATION_FIELD_MISSING,
          FIELD_GROUP_MISSING,
          FIELD_GROUP_CYCLE ->
          false;
    };
  }
}
