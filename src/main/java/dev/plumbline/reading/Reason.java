package dev.plumbline.reading;

import java.util.Locale;

/** Why something could not be read. */
public enum Reason {
  NOT_CONFIGURED(State.NOT_CONFIGURED, "This source is not configured for the environment."),
  UNREACHABLE(State.UNREACHABLE, "No connection: refused, reset, unknown host, TLS."),
  TIMED_OUT(State.UNREACHABLE, "No answer before the deadline."),
  UNAVAILABLE(
      State.UNREACHABLE,
      "It answered that it is too busy or not ready: HTTP 429, 503, too many connections, starting."),
  INTERRUPTED(State.UNREACHABLE, "The connection broke in the middle of the answer."),
  MALFORMED(
      State.UNREACHABLE,
      "It answered something else than expected: HTML, truncated JSON, too much, a server error."),
  INCOMPATIBLE(
      State.UNREACHABLE,
      "It is not a Directus or PostgreSQL that this version of Plumbline can read."),
  UNSETTLED(State.UNREACHABLE, "The schema kept changing while it was read."),
  UNAUTHORIZED(
      State.UNAUTHORIZED,
      "The credentials were refused: HTTP 401, password authentication failed."),
  FORBIDDEN(
      State.UNAUTHORIZED,
      "The credentials are accepted, but a permission or grant is missing: HTTP 403, SQLSTATE 42501."),
  PAUSED(State.NOT_CONFIGURED, "An operator paused the environment.");

  /** The coarse state of a source, as REST and metrics show it. */
  public enum State {
    OK,
    UNREACHABLE,
    UNAUTHORIZED,
    NOT_CONFIGURED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  private final String label = name().toLowerCase(Locale.ROOT);
  private final State state;
  private final String meaning;

  Reason(State state, String meaning) {
    this.state = state;
    this.meaning = meaning;
  }

  /** One sentence for a person. */
  public String meaning() {
    return meaning;
  }

  public State state() {
    return state;
  }

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
