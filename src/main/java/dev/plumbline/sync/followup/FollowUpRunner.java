package dev.plumbline.sync.followup;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Run;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.FollowUpStore.DueFollowUp;
import dev.plumbline.sync.followup.FollowUpCheck.Result;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.TargetException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Does the follow-ups that are due. May be called by every replica: each is done by one. */
public final class FollowUpRunner {
  /** One that was taken is taken again after this, because its process died or had to wait. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  /** As long after its time a target is waited for that cannot be read. */
  static final Duration PATIENT = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(FollowUpRunner.class.getName());

  private final RunStores stores;
  private final FollowUpStore followUps;
  private final FollowUpCheck check;
  private final Set<EnvironmentId> ours;
  private final Clock clock;

  public FollowUpRunner(
      RunStores stores,
      FollowUpStore followUps,
      FollowUpCheck check,
      Set<EnvironmentId> ours,
      Clock clock) {
    this.stores = stores;
    this.followUps = followUps;
    this.check = check;
    this.ours = Set.copyOf(ours);
    this.clock = clock;
  }

  /** Does all that are due, one after the other. */
  public void checkDue() {
    Optional<DueFollowUp> due = next();
    while (due.isPresent()) {
      check(due.get());
      due = next();
    }
  }

  private Optional<DueFollowUp> next() {
    return followUps.take(clock.instant(), SILENCE, ours);
  }

  private void check(DueFollowUp due) {
    Optional<Run> run = stores.runs().run(due.followUp().run());
    if (run.isEmpty()) {
      // It was deleted a moment ago, and this with it.
      return;
    }
    try {
      check.check(run.get()).ifPresent(result -> record(due, run.get(), result));
    } catch (TargetException e) {
      if (clock.instant().isAfter(due.followUp().dueAt().plus(PATIENT))) {
        record(due, run.get(), new Result(FollowUpState.UNKNOWN, e.getMessage()));
      } else {
        LOG.log(
            Level.WARNING,
            "run {0}: the target is verified again later: {1}",
            run.get().id(),
            e.getMessage());
      }
    }
  }

  private void record(DueFollowUp due, Run run, Result result) {
    Instant now = clock.instant();
    FollowUp checked = due.followUp().checked(result.state(), result.message(), now);
    boolean isWrong = result.state() == FollowUpState.NOT_AS_PLANNED;
    Optional<PlanEvent> event =
        isWrong
            ? Optional.of(
                new PlanEvent(
                    run.plan(),
                    PlanEvent.Kind.FOLLOW_UP_FAILED,
                    now,
                    Optional.empty(),
                    "Since run %s, %s is not as the run left it: %s."
                        .formatted(run.id(), run.target(), result.message())))
            : Optional.empty();
    if (followUps.record(due, checked, event)) {
      LOG.log(
          isWrong ? Level.WARNING : Level.INFO,
          "run {0}: {1} was verified again and is {2}: {3}",
          run.id(),
          run.target(),
          result.state().label(),
          result.message());
    }
  }
}
