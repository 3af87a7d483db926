package dev.plumbline.run.verification;

import dev.plumbline.drift.words.Words;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.run.verification.Verification.Rule;
import java.util.Set;

/** What may happen to rows. */
final class ContentRules {
  /** The schema itself, which other rules verify. */
  private static final Set<String> SCHEMA =
      Set.of("directus_collections", "directus_fields", "directus_relations");

  /** Of which Directus, or PostgreSQL, deletes the rows of a collection that is dropped. */
  private static final Set<String> OF_COLLECTIONS =
      Set.of(
          "directus_permissions",
          "directus_presets",
          "directus_revisions",
          "directus_activity",
          "directus_versions",
          "directus_shares",
          "directus_comments");

  /** In which Directus removes the names of fields that are dropped. */
  private static final String NAMES_FIELDS = "directus_permissions";

  private final PlanScope scope;
  private final VerificationCollector collector;

  ContentRules(PlanScope scope, VerificationCollector collector) {
    this.scope = scope;
    this.collector = collector;
  }

  void check(ContentChanges content) {
    content.tables().forEach(this::check);
    content.sequencesBack().forEach(sentence -> collector.fail(Rule.SEQUENCES, sentence));
  }

  private void check(String table, TableContent content) {
    if (SCHEMA.contains(table)) {
      return;
    }
    Rule rule = scope.isTouched(table) ? Rule.COLUMNS : Rule.CONTENT;
    String name = "table " + Words.name(table);
    switch (content) {
      case TableContent.Unchanged ignored -> {}
      case TableContent.Changed changed -> {
        changed
            .byRun()
            .forEach(
                (collection, counts) -> {
                  RowCounts rest = unexpected(table, collection, counts);
                  if (!rest.equals(RowCounts.NONE)) {
                    collector.fail(
                        rule,
                        "%s: the transaction of the run changed rows that no step is about: %s%s"
                            .formatted(
                                name,
                                rest.text(),
                                collection.isEmpty()
                                    ? ""
                                    : " of collection " + Words.name(collection)));
                  }
                });
        if (!changed.byOthers().equals(RowCounts.NONE)) {
          collector.byOthers(name + ": " + changed.byOthers().text() + " by others during the run");
        }
      }
      case TableContent.Dropped ignored -> {
        if (!scope.isDropped(table)) {
          collector.fail(rule, name + " was dropped during the run, and no step says so");
        }
      }
      case TableContent.Rewritten(boolean byRun) -> {
        if (!scope.changesColumns(table) && byRun) {
          collector.fail(
              rule,
              name + " was rewritten or emptied by the run, and no step changes a column of it");
        } else {
          collector.uncertain(
              name
                  + " was rewritten"
                  + (byRun ? "" : " or emptied by somebody else")
                  + " during the run, so its former rows cannot be compared; its backup "
                  + (scope.isInBackup(table) ? "has" : "may lack")
                  + " them");
        }
      }
      case TableContent.Unknown(String reason) ->
          collector.uncertain(name + " could not be verified: " + reason);
    }
  }

  private RowCounts unexpected(String table, String collection, RowCounts counts) {
    RowCounts rest = counts;
    if (OF_COLLECTIONS.contains(table) && scope.isDropped(collection)) {
      rest = new RowCounts(rest.inserted(), rest.updated(), 0);
    }
    if (table.equals(NAMES_FIELDS) && scope.losesFields(collection)) {
      rest = new RowCounts(rest.inserted(), 0, rest.deleted());
    }
    return rest;
  }
}
