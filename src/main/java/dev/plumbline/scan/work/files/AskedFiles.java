package dev.plumbline.scan.work.files;

import dev.plumbline.integrity.Outcome;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.scan.work.run.CheckBatch;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A check on files that is made by asking the API, a few requests a second. */
public interface AskedFiles {
  /** One second's requests. */
  Step step(ReconnectingSession connection, CheckBatch batch)
      throws UnreadableException, NoAnswerException, InterruptedException;

  /** What the outcome covers, once the last step was made. */
  Optional<String> note();

  /** That the API did not answer. */
  final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Unknown outcome;

    NoAnswerException(Reason reason, String detail) {
      super(detail);
      this.outcome = new Outcome.Unknown(reason, detail);
    }

    public Outcome.Unknown outcome() {
      return outcome;
    }
  }

  /**
   * Asks, and again after each of the pauses while the API cannot be reached.
   *
   * @throws NoAnswerException if it still does not answer
   */
  static <T> T asked(ScanBudget budget, List<Duration> pauses, Supplier<Reading<T>> question)
      throws NoAnswerException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      switch (question.get()) {
        case Reading.Value<T> answer -> {
          return answer.value();
        }
        case Reading.Failure<T> failure -> {
          if (attempt == pauses.size() || failure.reason().state() != Reason.State.UNREACHABLE) {
            throw new NoAnswerException(failure.reason(), failure.detail());
          }
          budget.pause(pauses.get(attempt));
        }
      }
    }
  }
}
