package dev.plumbline.drift;

import java.util.Locale;

/** What is known of a comparison. Never {@link InSync} when one side could not be read. */
public sealed interface Verdict {
  /** Both sides were read; nothing differs but what is ignored. */
  record InSync(Drift drift) implements Verdict {}

  /** Both sides were read, and they differ. */
  record Drifted(Drift drift) implements Verdict {}

  /**
   * It could not be determined.
   *
   * @param reason one sentence that names the environment and what hindered
   */
  record Unknown(String reason) implements Verdict {}

  static Verdict of(Drift drift) {
    return drift.changes().isEmpty() ? new InSync(drift) : new Drifted(drift);
  }

  default State state() {
    return switch (this) {
      case InSync ignored -> State.IN_SYNC;
      case Drifted ignored -> State.DRIFTED;
      case Unknown ignored -> State.UNKNOWN;
    };
  }

  /** The verdict in one word, as written in REST and metrics. */
  enum State {
    IN_SYNC,
    DRIFTED,
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }
}
