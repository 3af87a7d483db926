package dev.plumbline.postgres.session;

import dev.plumbline.reading.Reason;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;

/** What an error of PostgreSQL or its driver means to us. */
public final class PostgresFailures {
  /** A reason, and one sentence for a person at 3 a.m. */
  public record Failure(Reason reason, String detail) {}

  /** Two polls, a scan, and what watches over the scan. */
  private static final int MOST_CONNECTIONS = 4;

  private PostgresFailures() {}

  /**
   * @param connected whether it happened after the connection was made
   * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE</a>
   */
  public static Failure of(SQLException error, DatabaseTarget target, boolean connected) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    String place = target.place();
    String serverMessage = serverMessage(error, state);
    if (causedBy(error, SocketTimeoutException.class)) {
      return new Failure(Reason.TIMED_OUT, place + " did not answer in time" + serverMessage);
    }
    return switch (state) {
      case "42501" ->
          new Failure(
              Reason.FORBIDDEN,
              "role %s lacks a grant on %s%s".formatted(role(target), place, serverMessage));
      case "3D000" ->
          new Failure(Reason.UNREACHABLE, "the server has no database " + place + serverMessage);
      case "53300" ->
          new Failure(
              Reason.UNAVAILABLE,
              "%s has no connection left for role %s; Plumbline uses up to %d at a time%s"
                  .formatted(place, role(target), MOST_CONNECTIONS, serverMessage));
      case "55P03" ->
          new Failure(
              Reason.UNAVAILABLE,
              "a table of Directus on %s is locked, perhaps by a migration%s"
                  .formatted(place, serverMessage));
      case "57014" ->
          new Failure(
              Reason.TIMED_OUT,
              "%s cancelled the query: its time limit was reached, or an administrator cancelled it%s"
                  .formatted(place, serverMessage));
      case "57P03" ->
          new Failure(Reason.UNAVAILABLE, place + " is starting or stopping" + serverMessage);
      default -> byClass(state, target, serverMessage, connected);
    };
  }

  private static Failure byClass(
      String state, DatabaseTarget target, String serverMessage, boolean connected) {
    String place = target.place();
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "28" ->
          new Failure(
              Reason.UNAUTHORIZED,
              "%s refused role %s or its password%s".formatted(place, role(target), serverMessage));
      case "08" ->
          connected
              ? interrupted(place, serverMessage)
              : new Failure(Reason.UNREACHABLE, "no connection to " + place + serverMessage);
      case "57", "25" -> interrupted(place, serverMessage);
      case "40" ->
          new Failure(
              Reason.UNAVAILABLE,
              place
                  + " cancelled the query because of a conflict with recovery (standby)"
                  + serverMessage);
      case "53", "58" ->
          new Failure(Reason.UNAVAILABLE, place + " is short of resources" + serverMessage);
      case "42", "3F", "0A" ->
          new Failure(
              Reason.INCOMPATIBLE, place + " lacks something that Plumbline reads" + serverMessage);
      default ->
          connected
              ? new Failure(Reason.MALFORMED, place + " answered with an error" + serverMessage)
              : new Failure(Reason.UNREACHABLE, "no connection to " + place + serverMessage);
    };
  }

  private static Failure interrupted(String place, String serverMessage) {
    return new Failure(
        Reason.INTERRUPTED, "the connection to " + place + " broke while reading" + serverMessage);
  }

  /** PostgreSQL's own words; they name roles, tables and addresses, but never a password. */
  private static String serverMessage(SQLException error, String state) {
    String message =
        Optional.ofNullable(error.getMessage()).orElse("").lines().findFirst().orElse("");
    return " (" + (state.isEmpty() ? "" : state + ": ") + message + ")";
  }

  private static String role(DatabaseTarget target) {
    return new Identifier(target.database().username()).sql();
  }

  private static boolean causedBy(Throwable error, Class<? extends Throwable> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
