package dev.plumbline.run.verification;

import dev.plumbline.drift.words.Words;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.run.verification.RecordChecks.Compared;
import dev.plumbline.run.verification.Verification.Rule;
import java.util.Map;

/** Records are not worse than before. */
final class RecordRules {
  private final VerificationCollector collector;

  RecordRules(VerificationCollector collector) {
    this.collector = collector;
  }

  void check(RecordChecks records, Map<String, TableContent> content) {
    for (Compared one : records.compared()) {
      if (one.after() > one.before()) {
        worse(one, content);
      }
    }
    records.uncertain().forEach(collector::uncertain);
  }

  /** What the run wrote nobody else wrote; where others wrote, too, it may be theirs. */
  private void worse(Compared one, Map<String, TableContent> content) {
    String sentence =
        "check %s: %d rows broke it before the run and %d do now"
            .formatted(Words.name(one.name()), one.before(), one.after());
    boolean isUnknown = false;
    for (String table : one.tables()) {
      switch (content.getOrDefault(table, new TableContent.Unchanged(0))) {
        case TableContent.Changed(var byRun, RowCounts byOthers) -> {
          if (!byOthers.equals(RowCounts.NONE)) {
            collector.byOthers(
                sentence + "; others wrote to table " + Words.name(table) + " during the run");
            return;
          }
        }
        case TableContent.Unknown ignored -> isUnknown = true;
        case TableContent.Rewritten(boolean byRun) -> isUnknown |= !byRun;
        case TableContent.Unchanged ignored -> {}
        case TableContent.Dropped ignored -> {}
      }
    }
    if (isUnknown) {
      collector.uncertain(sentence + "; who wrote to its tables is not known");
    } else {
      collector.fail(Rule.RECORDS, sentence);
    }
  }
}
