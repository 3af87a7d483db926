package dev.plumbline.drift;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All changes of one comparison at one instant, in the canonical order of {@link Difference}.
 *
 * @param changes those that count
 * @param ignored those that an ignore rule covers
 * @param renames pairs of removed and added subjects that may be renames
 * @param remarks ignore rules that expired or match nothing, in the order of the rules
 * @param catalogCompared whether what a snapshot can't carry was compared, too
 */
public record Drift(
    List<Change> changes,
    List<Ignored> ignored,
    List<RenameCandidate> renames,
    List<RuleRemark> remarks,
    boolean catalogCompared)
    implements DriftParts {
  public Drift {
    changes = List.copyOf(changes);
    ignored = List.copyOf(ignored);
    renames = List.copyOf(renames);
    remarks = List.copyOf(remarks);
  }

  /** A change and the first rule that covers it. */
  public record Ignored(Change change, IgnoreRule rule) {}

  /** A rule that a person should check again. */
  public record RuleRemark(IgnoreRule rule, Problem problem) {

    /** What is the matter with a rule. */
    public enum Problem {
      /** Its {@code until} has passed. */
      EXPIRED,
      /** It covers no change. */
      UNUSED
    }
  }

  /**
   * Parts what counts from what the rules cover. An expired rule covers nothing. A rename is
   * offered only while both of its changes count.
   */
  public static Drift of(Difference difference, List<IgnoreRule> rules, Instant now) {
    List<IgnoreRule> valid = rules.stream().filter(rule -> !rule.isExpired(now)).toList();
    Set<IgnoreRule> used = new HashSet<>();
    List<Change> changes = new ArrayList<>();
    List<Ignored> ignored = new ArrayList<>();
    for (Change change : difference.changes()) {
      List<IgnoreRule> covering = valid.stream().filter(rule -> rule.covers(change)).toList();
      used.addAll(covering);
      if (covering.isEmpty()) {
        changes.add(change);
      } else {
        ignored.add(new Ignored(change, covering.getFirst()));
      }
    }
    return new Drift(
        changes,
        ignored,
        offered(difference, ignored),
        remarks(rules, used, now),
        difference.catalogCompared());
  }

  private static List<RenameCandidate> offered(Difference difference, List<Ignored> ignored) {
    Set<Subject> gone = new HashSet<>();
    for (Ignored one : ignored) {
      switch (one.change()) {
        case Change.Added added -> gone.add(added.subject());
        case Change.Removed removed -> gone.add(removed.subject());
        case Change.Changed unconcerned -> {}
      }
    }
    return difference.renames().stream()
        .filter(rename -> !gone.contains(rename.from()) && !gone.contains(rename.to()))
        .toList();
  }

  private static List<RuleRemark> remarks(
      List<IgnoreRule> rules, Set<IgnoreRule> used, Instant now) {
    List<RuleRemark> remarks = new ArrayList<>();
    for (IgnoreRule rule : rules) {
      if (rule.isExpired(now)) {
        remarks.add(new RuleRemark(rule, RuleRemark.Problem.EXPIRED));
      } else if (!used.contains(rule)) {
        remarks.add(new RuleRemark(rule, RuleRemark.Problem.UNUSED));
      }
    }
    return remarks;
  }
}
