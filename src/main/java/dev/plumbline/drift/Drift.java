package dev.plumbline.drift;

import java.util.List;

/**
 * All changes of one comparison at one instant, in canonical order.
 *
 * @param changes those that count
 * @param ignored those that an ignore rule covers
 * @param renames pairs of removed and added subjects that may be renames
 * @param remarks ignore rules that expired or match nothing
 */
public record Drift(
    List<Change> changes,
    List<Ignored> ignored,
    List<RenameCandidate> renames,
    List<RuleRemark> remarks) {
  public Drift {
    changes = List.copyOf(changes);
    ignored = List.copyOf(ignored);
    renames = List.copyOf(renames);
    remarks = List.copyOf(remarks);
  }

  /** A change and the rule that covers it. */
  public record Ignored(Change change, IgnoreRule rule) {}

  /** A rule that a person should look at again. */
  public record RuleRemark(IgnoreRule rule, Problem problem) {

    /** What is the matter with a rule. */
    public enum Problem {
      /** Its {@code until} has passed. */
      EXPIRED,
      /** It covers no change. */
      UNUSED
    }
  }
}
