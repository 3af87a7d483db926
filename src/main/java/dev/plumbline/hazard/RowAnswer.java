package dev.plumbline.hazard;

import java.util.List;

/** What the rows of the target answer to a {@link RowQuestion}. */
public sealed interface RowAnswer {
  /**
   * They were counted.
   *
   * @param numbers as many as {@link RowQuestion#counts()} names, in its order; none is negative
   */
  record Counted(List<Long> numbers) implements RowAnswer {
    public Counted {
      numbers = List.copyOf(numbers);
    }

    /** The answer to a question that counts one thing. */
    public Counted(long number) {
      this(List.of(number));
    }
  }

  /**
   * They were listed.
   *
   * @param names as many lists as {@link RowQuestion#counts()} names, in its order; names are as
   *     they are, never in quotes
   */
  record Named(List<List<String>> names) implements RowAnswer {
    public Named {
      names = names.stream().map(List::copyOf).toList();
    }
  }

  /**
   * They could not be counted, but PostgreSQL's statistics know about how many there are. It counts
   * as not counted.
   *
   * @param number not negative
   * @param reason why they could not be counted, as in {@link NotCounted}
   */
  record Estimated(long number, String reason) implements RowAnswer {}

  /**
   * They could not be counted: no grant, a lock, the time ran out, or PostgreSQL has no way to ask.
   *
   * @param reason one clause, free of secrets and of values of rows
   */
  record NotCounted(String reason) implements RowAnswer {}
}
