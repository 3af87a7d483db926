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
import dev.plumbline.payload.PlannedItem.Drop;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directus reads metadata and catalog as one. Where they contradict each other about something that
 * a plan changes, it carries the contradiction over, or fails (field reports F19, F27, F29).
 */
public final class CarriedMismatches implements HazardRule {
  /** What makes a subject something else than its snapshot says. */
  private static final Set<MismatchCode> CONTRADICTIONS =
      EnumSet.of(
          MismatchCode.GHOST_COLLECTION,
          MismatchCode.COLLECTION_NOT_A_TABLE,
          MismatchCode.COLLECTION_WITHOUT_PRIMARY_KEY,
          MismatchCode.COLLECTION_WITH_COMPOSITE_PRIMARY_KEY,
          MismatchCode.COLLECTION_NAME_UNUSABLE,
          MismatchCode.FIELDS_OF_MISSING_COLLECTION,
          MismatchCode.METADATA_OF_SYSTEM_COLLECTION,
          MismatchCode.METADATA_OF_SYSTEM_FIELD,
          MismatchCode.METADATA_OF_SYSTEM_RELATION,
          MismatchCode.COLLECTION_OF_SYNC_TOOL,
          MismatchCode.FIELD_OF_SYNC_TOOL,
          MismatchCode.ROLE_CANNOT_READ_TABLE,
          MismatchCode.GHOST_FIELD,
          MismatchCode.DUPLICATE_FIELD,
          MismatchCode.FIELD_ALIAS_BESIDE_COLUMN,
          MismatchCode.COLUMN_RENAMED,
          MismatchCode.TABLE_RENAMED,
          MismatchCode.TYPE_CONTRADICTED,
          MismatchCode.FOREIGN_KEY_TO_OTHER_TABLE,
          MismatchCode.DUPLICATE_RELATION,
          MismatchCode.RELATION_FIELD_MISSING,
          MismatchCode.RELATION_OF_MISSING_COLLECTION,
          MismatchCode.RELATION_TO_MISSING_COLLECTION,
          MismatchCode.RELATION_WITHOUT_TARGET,
          MismatchCode.RELATION_JUNCTION_FIELD_MISSING,
          MismatchCode.RELATION_COLLECTION_FIELD_MISSING,
          MismatchCode.ALIAS_WITHOUT_RELATION);

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Set<String> fromSource = new TreeSet<>();
    Set<String> inTarget = new TreeSet<>();
    for (PlannedItem item : inputs.items().values()) {
      if (!(item instanceof Drop)) {
        fromSource.addAll(subjects(item.key()));
      }
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
        .filter(mismatch -> CONTRADICTIONS.contains(mismatch.code()))
        .filter(mismatch -> subjects.contains(mismatch.subject()))
        .forEach(
            mismatch ->
                collector.state(
                    code,
                    mismatch.subject(),
                    "in the %s, Directus's metadata and PostgreSQL disagree about %s (%s): %s"
                        .formatted(
                            side,
                            Words.name(mismatch.subject()),
                            mismatch.code().label(),
                            mismatch.message()),
                    "repair the %s first, as docs/mismatches.md says of %s"
                        .formatted(side, mismatch.code().label())));
  }
}
