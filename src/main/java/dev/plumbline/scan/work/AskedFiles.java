package dev.plumbline.scan.work;

import dev.plumbline.integrity.Outcome;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.schema.Reading;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A check on files that is made by asking the API, a few requests a second. */
interface AskedFiles {
  /** One second's requests. */
  Step step(Line line, Unit unit) throws UnreadableException, UntoldException, InterruptedException;

  /** What the outcome covers, once the last step was made. */
  Optional<String> note();

  /** That the API did not answer. */
  final class UntoldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Unknown outcome;

    UntoldException(Reason reason, String detail) {
      super(detail);
      this.outcome = new Outcome.Unknown(reason, detail);
    }

    Outcome.Unknown outcome() {
      return outcome;
    }
  }

  /**
   * Asks, and again after each of the pauses while the API cannot be reached.
   *
   * @throws UntoldException if it still does not answer
   */
  static <T> T asked(Patience patience, List<Duration> pauses, Supplier<Reading<T>> question)
      throws UntoldException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      switch (question.get()) {
        case Reading.Value<T> told -> {
          return told.value();
        }
        case Reading.Failure<T> failure -> {
          if (attempt == pauses.size() || failure.reason().state() != Reason.State.UNREACHABLE) {
            throw new UntoldException(failure.reason(), failure.detail());
          }
          patience.pause(pauses.get(attempt));
        }
      }
    }
  }
}
