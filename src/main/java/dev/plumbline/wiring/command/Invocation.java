package dev.plumbline.wiring.command;

import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a command line asks for. */
sealed interface Invocation {
  /** The configuration is checked. */
  record CheckConfiguration() implements Invocation {}

  /**
   * Every environment is read once.
   *
   * @param databases those of the command line or of variables; empty: what is configured is read
   * @param severity the lowest that counts
   * @param scan whether records are checked where there is a database
   */
  record Once(Optional<Databases> databases, Format format, Severity severity, boolean scan)
      implements Invocation {}

  /** A text for whoever asked for it. */
  record Text(String text) implements Invocation {}

  /**
   * The command line is wrong.
   *
   * @param why one sentence, without any secret
   */
  record Wrong(String why) implements Invocation {}

  /**
   * Two databases of which nothing else is known.
   *
   * @param schema where Directus has its tables, in both
   */
  record Databases(Given source, Given target, String schema) {}

  /**
   * A URL with credentials.
   *
   * @param name the option or variable that it was given as
   */
  record Given(String name, String url) {
    /** Never with its URL, which has a password. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** How a report is written. */
  enum Format {
    MARKDOWN,
    JSON;

    static final List<Format> ALL = List.of(values());

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
      return label;
    }
  }
}
