package dev.plumbline.run.evidence;

import dev.plumbline.run.Phase;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.evidence.RunReport.PhaseResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether each phase did what it must, from the journal. */
final class PhaseResults {
  private static final double MILLIS = 1000.0;

  private PhaseResults() {}

  static List<PhaseResult> of(List<RunEvent> events, boolean isRollback) {
    return Arrays.stream(Phase.values())
        .filter(phase -> phase != (isRollback ? Phase.REHEARSAL : Phase.RESTORE))
        .map(
            phase ->
                of(
                    phase,
                    isRollback ? ofRollback(phase) : criterion(phase),
                    events.stream().filter(event -> event.phase() == phase).toList()))
        .toList();
  }

  private static PhaseResult of(Phase phase, String criterion, List<RunEvent> events) {
    int attempts = 0;
    Optional<Instant> begun = Optional.empty();
    Optional<Instant> ended = Optional.empty();
    String result = "not_reached";
    for (RunEvent event : events) {
      switch (event.kind()) {
        case BEGUN -> {
          attempts++;
          begun = Optional.of(micros(event.at()));
          ended = Optional.empty();
          // Until it has ended: whoever died in it did not do it.
          result = "failed";
        }
        case ENDED -> {
          ended = Optional.of(micros(event.at()));
          result = "done";
        }
        case FAILED -> {
          // A run that ends between two phases ends with a phase that is done.
          if (ended.isEmpty()) {
            ended = Optional.of(micros(event.at()));
            result = "failed";
          }
        }
        case NOTE -> {}
      }
    }
    Instant end = ended.orElse(Instant.MAX);
    return new PhaseResult(
        phase.label(),
        criterion,
        result,
        attempts,
        begun,
        ended,
        begun.filter(ignored -> !end.equals(Instant.MAX)).map(from -> seconds(from, end)),
        Sample.of(events.stream().map(RunEvent::message).filter(text -> !text.isEmpty()).toList()));
  }

  /** What a phase must do, in a sentence. */
  private static String criterion(Phase phase) {
    return switch (phase) {
      case LOCK -> "No other process of Plumbline changes this database.";
      case RECHECK -> "Both environments are as sealed: the plan was made again and is the same.";
      case TRANSACTIONS -> "No long transaction holds a lock on a table of the plan.";
      case BACKUP -> "A backup of the target is complete, made after the run began.";
      case PROOF -> "The backup was restored, with the same schema and the same rows.";
      case REHEARSAL ->
          "What the plan tightens or converts was possible with all rows of the restored backup.";
      case RESTORE -> "The backup of the run was restored into a database of its own.";
      case APPLY -> "The payload was sent to Directus once, and its transaction was committed.";
      case CACHE -> "Directus was asked to clear its cache.";
      case VERIFY -> "The target is what was planned and nothing else, as its own database says.";
    };
  }

  private static String ofRollback(Phase phase) {
    return switch (phase) {
      case RECHECK -> "Nobody has changed since what the run changed.";
      case APPLY -> "What the run changed was put back in one transaction, which was committed.";
      case VERIFY ->
          "What the run changed is as it was before, and nothing else was changed, as the target's"
              + " own database says.";
      case LOCK, TRANSACTIONS, BACKUP, PROOF, REHEARSAL, RESTORE, CACHE -> criterion(phase);
    };
  }

  /** As the store keeps it. */
  static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Never negative: a clock may be set back. */
  static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS;
  }
}
