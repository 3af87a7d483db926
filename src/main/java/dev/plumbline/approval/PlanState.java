package dev.plumbline.approval;

import dev.plumbline.hazard.Hazard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Where a plan is in its life. What may happen next is a method of the state. */
public sealed interface PlanState {
  /** As a word. */
  Kind kind();

  /** The words of the states. */
  enum Kind {
    PLANNING,
    REFUSED,
    WAITING,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    VOIDED,
    EXPIRED,
    FAILED,
    RUNNING,
    APPLIED,
    NOT_APPLIED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST, metrics and the store. */
    public String label() {
      return label;
    }

    /** Whether another plan of the same comparison has to wait for its end. */
    public boolean isOpen() {
      return this == PLANNING || this == WAITING || this == APPROVED || this == RUNNING;
    }
  }

  /** It may be withdrawn. */
  sealed interface Open extends PlanState {
    default Withdrawn withdraw(String by) {
      return new Withdrawn(by);
    }
  }

  /** It is sealed, and nothing has ended it. */
  sealed interface Sealed extends Open {
    Requirement requirement();

    /** Those that count, oldest first. */
    List<Decision> approvals();

    default Rejected reject(String by, String reason) {
      return new Rejected(by, reason);
    }

    /**
     * @param moved at least one sentence
     */
    default Voided voided(List<String> moved) {
      return new Voided(moved);
    }

    default Expired expire(Instant at) {
      return new Expired(at);
    }
  }

  /** It is being made. */
  record Planning() implements Open {
    @Override
    public Kind kind() {
      return Kind.PLANNING;
    }

    /** Waits for people, unless nobody is needed. */
    public Sealed seal(Requirement requirement) {
      return requirement.people() == 0
          ? new Approved(requirement, List.of())
          : new Waiting(requirement, List.of());
    }

    public Refused refuse(List<String> reasons, List<Hazard> hazards) {
      return new Refused(reasons, hazards);
    }

    public Failed fail(String reason) {
      return new Failed(reason);
    }
  }

  /**
   * There is no such plan.
   *
   * @param reasons at least one sentence
   */
  record Refused(List<String> reasons, List<Hazard> hazards) implements PlanState {
    public Refused {
      reasons = List.copyOf(reasons);
      hazards = List.copyOf(hazards);
    }

    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /** People are needed. */
  record Waiting(Requirement requirement, List<Decision> approvals) implements Sealed {
    public Waiting {
      approvals = List.copyOf(approvals);
    }

    @Override
    public Kind kind() {
      return Kind.WAITING;
    }

    /** One more person, who has not approved it before; or one alone, in an emergency. */
    public Sealed approve(Decision decision) {
      List<Decision> all = new ArrayList<>(approvals);
      all.add(decision);
      return all.size() >= requirement.people() || decision.kind() == Decision.Kind.BREAK_GLASS
          ? new Approved(requirement, all)
          : new Waiting(requirement, all);
    }
  }

  /** It may be carried out. */
  record Approved(Requirement requirement, List<Decision> approvals) implements Sealed {
    public Approved {
      approvals = List.copyOf(approvals);
    }

    @Override
    public Kind kind() {
      return Kind.APPROVED;
    }

    /** Nothing else may end it from now on but its run. */
    public Running start(UUID run, String by) {
      return new Running(run, by);
    }
  }

  /** Somebody said no. */
  record Rejected(String by, String reason) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }
  }

  /** Whoever proposed it, or an administrator, took it back. */
  record Withdrawn(String by) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.WITHDRAWN;
    }
  }

  /**
   * What it was made from is different now.
   *
   * @param moved one sentence each
   */
  record Voided(List<String> moved) implements PlanState {
    public Voided {
      moved = List.copyOf(moved);
    }

    @Override
    public Kind kind() {
      return Kind.VOIDED;
    }
  }

  /** Its time was over. */
  record Expired(Instant at) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.EXPIRED;
    }
  }

  /** It was not made, for a reason that is not in it. */
  record Failed(String reason) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /**
   * It is being carried out.
   *
   * @param by who asked for the run
   */
  record Running(UUID run, String by) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.RUNNING;
    }

    public Applied applied(String result) {
      return new Applied(run, result);
    }

    public NotApplied notApplied(String reason) {
      return new NotApplied(run, reason);
    }
  }

  /**
   * The target was changed by it.
   *
   * @param result of the run, in a sentence
   */
  record Applied(UUID run, String result) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.APPLIED;
    }
  }

  /**
   * Its run ended without a change of the target.
   *
   * @param reason in a sentence
   */
  record NotApplied(UUID run, String reason) implements PlanState {
    @Override
    public Kind kind() {
      return Kind.NOT_APPLIED;
    }
  }
}
