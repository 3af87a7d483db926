package dev.plumbline.run.rollback;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.words.Words;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a rollback put back what its run changed, and nothing else. All are sentences without
 * full stop.
 *
 * @param failures what is not as it was before the run, or was changed beside it
 * @param notes what others changed meanwhile, and what is not certain
 */
public record RollbackVerification(SortedSet<String> failures, SortedSet<String> notes) {
  /** Whose rows a rollback writes: the schema itself, and what belongs to collections. */
  private static final Set<String> METADATA =
      Set.of("directus_collections", "directus_fields", "directus_relations");

  /**
   * @param before the target as it was before the run
   * @param now as it is after the rollback
   * @param content what happened to rows during the rollback
   */
  public static RollbackVerification of(
      Footprint footprint, Side before, Side now, ContentChanges content) {
    SortedSet<String> failures = new TreeSet<>(footprint.notUndone(before, now));
    SortedSet<String> notes = new TreeSet<>();
    content
        .tables()
        .forEach(
            (table, changed) -> {
              String name = "table " + Words.name(table);
              switch (changed) {
                case TableContent.Unchanged ignored -> {}
                case TableContent.Changed(var byRun, RowCounts byOthers) -> {
                  byRun.forEach(
                      (collection, counts) -> {
                        if (!isExpected(footprint.scope(), table, collection)) {
                          failures.add(
                              "%s: the rollback changed rows that the run had not changed: %s"
                                  .formatted(name, counts.text()));
                        }
                      });
                  if (!byOthers.equals(RowCounts.NONE)) {
                    notes.add(name + ": " + byOthers.text() + " by others during the rollback");
                  }
                }
                case TableContent.Dropped ignored -> {
                  if (!footprint.scope().tables().contains(table)) {
                    failures.add(
                        name + " was dropped during the rollback, and the run had not created it");
                  }
                }
                case TableContent.Rewritten(boolean byRun) -> {
                  if (byRun && !footprint.scope().tables().contains(table)) {
                    failures.add(
                        name + " was rewritten by the rollback, and the run had not changed it");
                  } else if (!byRun) {
                    notes.add(
                        name + " was rewritten or emptied by somebody else during the rollback");
                  }
                }
                case TableContent.Unknown(String reason) ->
                    notes.add(name + " could not be verified: " + reason);
              }
            });
    failures.addAll(content.sequencesBack());
    return new RollbackVerification(failures, notes);
  }

  private static boolean isExpected(RollbackScope scope, String table, String collection) {
    return scope.tables().contains(table)
        || METADATA.contains(table)
        || scope.droppedCollections().contains(collection)
        || (table.equals("directus_permissions") && scope.droppedFields().containsKey(collection));
  }
}
