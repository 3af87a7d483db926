package dev.plumbline.jdbc.sql;

import dev.plumbline.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What the errors of our own PostgreSQL mean. Codes: PostgreSQL documentation, appendix A. */
final class SqlFailures {
  /**
   * Serialization failure, deadlock, and a foreign key that pruning has just broken: nothing was
   * done, and the next attempt sees what the others did.
   */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23503");

  private final StoreAddress address;

  SqlFailures(StoreAddress address) {
    this.address = address;
  }

  static boolean isConflict(SQLException e) {
    return CONFLICTS.contains(state(e));
  }

  /** The connection is of no use any more: it broke, or the server sends everybody away. */
  static boolean isConnectionLost(SQLException e) {
    return state(e).startsWith("08") || state(e).startsWith("57P");
  }

  RuntimeException of(SQLException e) {
    return unavailable(e)
        .<RuntimeException>map(what -> unavailable(what, e))
        .orElseGet(
            () ->
                new IllegalStateException(
                    "Plumbline's store (" + address + ") refused a statement: " + e.getMessage(),
                    e));
  }

  /** No connection could be had; whatever the driver or the pool says, that is unavailable. */
  StoreUnavailableException noConnection(SQLException e) {
    return unavailable(unavailable(e).orElse("it gave no connection in time"), e);
  }

  StoreUnavailableException unknownOutcome(SQLException e) {
    return unavailable("the connection broke while the last write was being committed", e);
  }

  private StoreUnavailableException unavailable(String what, SQLException e) {
    String state = state(e).isEmpty() ? "" : " (SQLSTATE " + state(e) + ")";
    return new StoreUnavailableException(
        "Plumbline's store (" + address + ") is unavailable: " + what + state, e);
  }

  private static Optional<String> unavailable(SQLException e) {
    String state = state(e);
    return Optional.ofNullable(
        switch (state) {
          case "53100" -> "its disk is full";
          case "53300" -> "it has no connection left";
          case "55P03" -> "a lock in it was held for too long";
          case "57014", "25P03", "25P04" -> "it took too long";
          case "25006" -> "it is read-only, as a standby is";
          case "3D000" -> "it has no such database";
          default ->
              switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                case "08" -> "it cannot be reached";
                case "28" -> "it refuses the user name or the password";
                case "53" -> "it is out of resources";
                case "57" -> "it is starting or shutting down";
                case "58" -> "it reports a system error";
                default -> null;
              };
        });
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
