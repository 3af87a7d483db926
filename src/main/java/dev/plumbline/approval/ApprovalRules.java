package dev.plumbline.approval;

import dev.plumbline.environment.Environment;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.severity.Severity;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How many other people must approve a plan, by its gravest hazard.
 *
 * @param low nothing is above low, or there is no hazard
 * @param protectedTarget at least, if the target is protected
 */
public record ApprovalRules(int low, int medium, int high, int critical, int protectedTarget) {
  public static final ApprovalRules DEFAULT = new ApprovalRules(0, 1, 2, 2, 2);

  /** More people than these do not read it more carefully. */
  public static final int MOST = 9;

  public Requirement of(Environment target, Contents contents) {
    Optional<Severity> gravest = contents.gravest();
    boolean isCritical = gravest.filter(Severity.CRITICAL::equals).isPresent();
    int bySeverity = gravest.map(this::people).orElse(low);
    boolean isByProtection = target.isProtected() && protectedTarget > bySeverity;
    SortedSet<String> consents = isCritical ? contents.destructive() : Collections.emptySortedSet();
    return new Requirement(
        isByProtection ? protectedTarget : bySeverity,
        isCritical,
        consents,
        isByProtection
            ? target.id() + " is protected"
            : gravest
                .map(severity -> "the gravest hazard is " + severity.label())
                .orElse("there is no hazard"));
  }

  private int people(Severity gravest) {
    return switch (gravest) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case MEDIUM -> medium;
      case LOW, INFO -> low;
    };
  }
}
