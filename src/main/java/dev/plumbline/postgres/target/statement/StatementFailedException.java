package dev.plumbline.postgres.target.statement;

import java.sql.SQLException;
import java.util.Optional;

/** Something cannot be put back; the message is a sentence without values of rows. */
public final class StatementFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String state;
  private final String reason;

  public StatementFailedException(String message) {
    this(message, "", message);
  }

  private StatementFailedException(String message, String state, String reason) {
    super(message);
    this.state = state;
    this.reason = reason;
  }

  /**
   * @param object what it is about
   */
  static StatementFailedException of(String object, SQLException error) {
    String reason = reason(error);
    return new StatementFailedException(
        object + ": " + reason, Optional.ofNullable(error.getSQLState()).orElse(""), reason);
  }

  /** PostgreSQL's message, unless it might quote a value. */
  private static String reason(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    // Those of data exceptions quote what does not fit, and those that functions raise anything.
    if (state.startsWith("22") || state.startsWith("P0")) {
      return "PostgreSQL refused a value (SQLSTATE " + state + ")";
    }
    String message =
        Optional.ofNullable(error.getMessage()).orElse("").lines().findFirst().orElse("");
    return message + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
  }

  /** SQLSTATE; empty if there is none. */
  public String state() {
    return state;
  }

  /** The message without what it is about. */
  public String reason() {
    return reason;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
