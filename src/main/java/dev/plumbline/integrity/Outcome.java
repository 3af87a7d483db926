package dev.plumbline.integrity;

import dev.plumbline.reading.Reason;
import java.util.List;

/** What a check found. */
public sealed interface Outcome {
  /** No row breaks it. */
  record Clean() implements Outcome {}

  /**
   * Rows break it.
   *
   * @param count how many; exact as of the scan, but of {@link
   *     dev.plumbline.integrity.compile.table.TableCheck#FOREIGN_KEY_WITHOUT_INDEX}, which no row
   *     breaks: the rows of its table, by PostgreSQL's estimate
   * @param samples primary keys of some of them, each as its columns as text, sorted; never another
   *     column; empty if the table has no primary key
   * @param sql a whole statement that shows the rows
   */
  record Violated(long count, List<List<String>> samples, String sql) implements Outcome {
    public Violated {
      samples = List.copyOf(samples);
    }
  }

  /**
   * It could not be determined.
   *
   * @param detail one sentence for a person, free of secrets
   */
  record Unknown(Reason reason, String detail) implements Outcome {
    /** Whether somebody should know: nobody wants what is not configured. */
    public boolean isMissed() {
      return reason.state() != Reason.State.NOT_CONFIGURED;
    }
  }

  /** Every {@link #label()}, the worst last. */
  static List<String> labels() {
    return List.of("clean", "unknown", "violated");
  }

  /** As written in REST and metrics. */
  default String label() {
    return switch (this) {
      case Clean ignored -> "clean";
      case Violated ignored -> "violated";
      case Unknown ignored -> "unknown";
    };
  }
}
