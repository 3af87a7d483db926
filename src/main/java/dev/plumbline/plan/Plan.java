package dev.plumbline.plan;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.select.Chosen.Addition;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.severity.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that would be done, all that is known of it beforehand, and from what it was made. */
public record Plan(Contents contents, Seal seal) {

  /**
   * What would be done.
   *
   * @param payload the exact text that would be sent to {@code POST /schema/apply}
   * @param hazards gravest first
   * @param additions what was not asked for and is carried out because something needs it
   * @param unreachable what stays different
   */
  public record Contents(
      Proposal proposal,
      String payload,
      List<Step> steps,
      List<Hazard> hazards,
      List<Addition> additions,
      List<Unreachable> unreachable,
      Reverse reverse) {
    public Contents {
      steps = List.copyOf(steps);
      hazards = List.copyOf(hazards);
      additions = List.copyOf(additions);
      unreachable = List.copyOf(unreachable);
    }

    /** Of the hazards; empty if there is none. */
    public Optional<Severity> gravest() {
      return hazards.stream().map(Hazard::severity).min(Comparator.naturalOrder());
    }

    /** The subjects of which rows or values are lost; each needs a consent of its own. */
    public SortedSet<String> destructive() {
      return steps.stream()
          .filter(step -> step.action().isDestructive())
          .map(Step::subject)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * What would bring the target back.
   *
   * @param steps that Directus could carry out
   * @param onlyFromBackup what no plan brings back, one sentence each
   */
  public record Reverse(List<Step> steps, List<String> onlyFromBackup) {
    public Reverse {
      steps = List.copyOf(steps);
      onlyFromBackup = List.copyOf(onlyFromBackup);
    }
  }
}
