package dev.plumbline.reading;

import java.time.Instant;
import java.util.function.Function;

/**
 * The result of reading: a value, or the reason why it could not be read. A failed read is never an
 * absence.
 */
public sealed interface Reading<T> {
  /** When the poll ended. */
  Instant readAt();

  /** It was read. */
  record Value<T>(T value, Instant readAt) implements Reading<T> {}

  /**
   * It could not be read.
   *
   * @param detail one sentence for a person, free of secrets
   */
  record Failure<T>(Reason reason, String detail, Instant readAt) implements Reading<T> {}

  /** The same reading of something made from its value; a failure stays what it is. */
  default <R> Reading<R> map(Function<? super T, ? extends R> function) {
    return switch (this) {
      case Value<T>(T value, Instant at) -> new Value<>(function.apply(value), at);
      case Failure<T>(Reason reason, String detail, Instant at) ->
          new Failure<>(reason, detail, at);
    };
  }
}
