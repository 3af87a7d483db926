package dev.plumbline.drift;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** A drift as the scenarios write it down. */
final class DriftText {
  private DriftText() {}

  static String of(Drift drift) {
    List<String> lines = new ArrayList<>();
    lines.add(Verdict.of(drift).state().label());
    for (Change change : drift.changes()) {
      lines.add("");
      lines.addAll(lines(change));
    }
    for (Drift.Ignored ignored : drift.ignored()) {
      lines.add("");
      lines.add("ignored: " + ignored.rule().reason());
      lines(ignored.change()).forEach(line -> lines.add("  " + line));
    }
    for (RenameCandidate rename : drift.renames()) {
      lines.add("");
      lines.add("renamed? " + rename.from().text() + " -> " + rename.to().text());
      rename.evidence().forEach(evidence -> lines.add("  " + evidence));
    }
    for (Drift.RuleRemark remark : drift.remarks()) {
      lines.add("");
      lines.add("rule " + remark.problem() + ": " + remark.rule().reason());
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(Change change) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(
                " ",
                change.severity().label(),
                change.kind().label(),
                change.code().label(),
                change.subject().text(),
                change.path())
            .strip());
    lines.add("  " + change.message());
    if (change instanceof Change.Changed) {
      lines.add("  - " + brief(change.before()));
      lines.add("  + " + brief(change.after()));
    }
    change.neverConverges().ifPresent(reason -> lines.add("  never converges: " + reason));
    return lines;
  }

  private static String brief(JsonValue value) {
    String text = CanonicalJson.write(value);
    return text.length() <= 200 ? text : text.substring(0, 199) + "…";
  }
}
