package dev.plumbline.configuration.reader;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.approval.window.ChangeWindow;
import dev.plumbline.approval.window.Freeze;
import dev.plumbline.configuration.text.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** Reads {@code plumbline.approvals}, and when an environment may be changed. */
final class ApprovalConfigReader {
  private ApprovalConfigReader() {}

  static ApprovalRules rules(ConfigSection section) {
    ApprovalRules usual = ApprovalRules.DEFAULT;
    int low = people(section, "low", 0).orElse(usual.low());
    int medium = people(section, "medium", 0).orElse(Math.max(low, usual.medium()));
    int high = people(section, "high", 0).orElse(Math.max(medium, usual.high()));
    int critical = people(section, "critical", 1).orElse(Math.max(high, usual.critical()));
    notFewer(section, "medium", medium, "low", low);
    notFewer(section, "high", high, "medium", medium);
    notFewer(section, "critical", critical, "high", high);
    return new ApprovalRules(
        low,
        medium,
        high,
        critical,
        people(section, "protected", 0).orElse(usual.protectedTarget()));
  }

  private static Optional<Integer> people(ConfigSection section, String key, int atLeast) {
    return section.parsed(
        key,
        text -> {
          if (!text.matches("[0-9]")
              || Integer.parseInt(text) < atLeast
              || Integer.parseInt(text) > ApprovalRules.MOST) {
            throw new IllegalArgumentException(
                "'"
                    + text
                    + "' is not a whole number from "
                    + atLeast
                    + " to "
                    + ApprovalRules.MOST
                    + ".");
          }
          return Integer.valueOf(text);
        });
  }

  private static void notFewer(
      ConfigSection section, String key, int people, String lower, int atLeast) {
    if (people < atLeast) {
      section.problem(
          key,
          "'"
              + people
              + "' is fewer than "
              + lower
              + " needs, "
              + atLeast
              + ". Set at least as many.");
    }
  }

  static ChangeTimes changes(ConfigSection section) {
    Optional<Instant> until = section.parsed("freeze.until", Timestamps::parse);
    Optional<String> reason = section.text("freeze.reason");
    if (until.isPresent() && reason.isEmpty()) {
      section.problem(
          "freeze.reason", "is missing, but freeze.until is set. Say why in a few words.");
    }
    if (!section.has("freeze.until") && reason.isPresent()) {
      section.problem(
          "freeze.until", "is missing, but freeze.reason is set. Set the end of the freeze.");
    }
    return new ChangeTimes(
        section.parsed("change-window", ChangeWindow::parse),
        until.flatMap(end -> reason.map(why -> new Freeze(end, why))));
  }
}
