package dev.plumbline.schema;

import java.util.Locale;

/** Why something could not be read. */
public enum Reason {
  /** This source is not configured for the environment. */
  NOT_CONFIGURED(State.NOT_CONFIGURED),
  /** No connection: refused, reset, unknown host, TLS. */
  UNREACHABLE(State.UNREACHABLE),
  /** No answer before the deadline. */
  TIMED_OUT(State.UNREACHABLE),
  /**
   * It answered that it is too busy or not ready: HTTP 429, 503, too many connections, starting.
   */
  UNAVAILABLE(State.UNREACHABLE),
  /** The connection broke in the middle of the answer. */
  INTERRUPTED(State.UNREACHABLE),
  /** It answered something else than expected: HTML, truncated JSON, too much, a server error. */
  MALFORMED(State.UNREACHABLE),
  /** It is not a Directus or PostgreSQL that this version of Plumbline can read. */
  INCOMPATIBLE(State.UNREACHABLE),
  /** The schema kept changing while it was read. */
  UNSETTLED(State.UNREACHABLE),
  /** The credentials were refused: HTTP 401, password authentication failed. */
  UNAUTHORIZED(State.UNAUTHORIZED),
  /** The credentials are good, but a permission or grant is missing: HTTP 403, SQLSTATE 42501. */
  FORBIDDEN(State.UNAUTHORIZED),
  /** An operator paused the environment. */
  PAUSED(State.NOT_CONFIGURED);

  /** The coarse state of a source, as REST and metrics tell it. */
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

  Reason(State state) {
    this.state = state;
  }

  public State state() {
    return state;
  }

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
