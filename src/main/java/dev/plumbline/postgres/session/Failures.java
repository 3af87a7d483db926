package dev.plumbline.postgres.session;

import dev.plumbline.schema.Reason;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;

/** What an error of PostgreSQL or its driver means to us. */
public final class Failures {
  /** A reason, and one sentence for a person at 3 a.m. */
  public record Failure(Reason reason, String detail) {}

  /** Two polls, a scan, and what watches over the scan. */
  private static final int MOST_CONNECTIONS = 4;

  private Failures() {}

  /**
   * @param connected whether it happened after the connection was made
   * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE</a>
   */
  public static Failure of(SQLException error, Target target, boolean connected) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    String place = target.place();
    String told = told(error, state);
    if (causedBy(error, SocketTimeoutException.class)) {
      return new Failure(Reason.TIMED_OUT, place + " did not answer in time" + told);
    }
    return switch (state) {
      case "42501" ->
          new Failure(
              Reason.FORBIDDEN,
              "role %s lacks a grant on %s%s".formatted(role(target), place, told));
      case "3D000" -> new Failure(Reason.UNREACHABLE, "the server has no database " + place + told);
      case "53300" ->
          new Failure(
              Reason.UNAVAILABLE,
              "%s has no connection left for role %s; Plumbline uses up to %d at a time%s"
                  .formatted(place, role(target), MOST_CONNECTIONS, told));
      case "55P03" ->
          new Failure(
              Reason.UNAVAILABLE,
              "a table of Directus on %s is locked, perhaps by a migration%s"
                  .formatted(place, told));
      case "57014" ->
          new Failure(
              Reason.TIMED_OUT,
              "%s cancelled the query: its time limit was reached, or an administrator cancelled it%s"
                  .formatted(place, told));
      case "57P03" -> new Failure(Reason.UNAVAILABLE, place + " is starting or stopping" + told);
      default -> byClass(state, target, told, connected);
    };
  }

  private static Failure byClass(String state, Target target, String told, boolean connected) {
    String place = target.place();
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "28" ->
          new Failure(
              Reason.UNAUTHORIZED,
              "%s refused role %s or its password%s".formatted(place, role(target), told));
      case "08" ->
          connected
              ? interrupted(place, told)
              : new Failure(Reason.UNREACHABLE, "no connection to " + place + told);
      case "57", "25" -> interrupted(place, told);
      case "40" ->
          new Failure(
              Reason.UNAVAILABLE,
              place + " cancelled the query because of a conflict with recovery (standby)" + told);
      case "53", "58" -> new Failure(Reason.UNAVAILABLE, place + " is short of resources" + told);
      case "42", "3F", "0A" ->
          new Failure(Reason.INCOMPATIBLE, place + " lacks something that Plumbline reads" + told);
      default ->
          connected
              ? new Failure(Reason.MALFORMED, place + " answered with an error" + told)
              : new Failure(Reason.UNREACHABLE, "no connection to " + place + told);
    };
  }

  private static Failure interrupted(String place, String told) {
    return new Failure(
        Reason.INTERRUPTED, "the connection to " + place + " broke while reading" + told);
  }

  /** PostgreSQL's own words; they name roles, tables and addresses, but never a password. */
  private static String told(SQLException error, String state) {
    String message =
        Optional.ofNullable(error.getMessage()).orElse("").lines().findFirst().orElse("");
    return " (" + (state.isEmpty() ? "" : state + ": ") + message + ")";
  }

  private static String role(Target target) {
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
