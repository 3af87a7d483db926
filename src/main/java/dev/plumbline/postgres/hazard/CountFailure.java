package dev.plumbline.postgres.hazard;

import dev.plumbline.postgres.scan.server.ScanTransaction.GaveWayException;
import dev.plumbline.postgres.scan.server.ScanTransaction.UnwatchedException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Why something could not be counted, in one clause. PostgreSQL's own words stay out of it: those
 * of a failed conversion hold a value of a row.
 */
final class CountFailure {
  private CountFailure() {}

  /**
   * Whether any other question about the table would fail, too: somebody locks it, or it is large.
   */
  static boolean isOfTable(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return error instanceof GaveWayException
        || error instanceof UnwatchedException
        || state.equals("55P03")
        || state.equals("57014");
  }

  static String reason(SQLException error, String table, CountLimits limits) {
    if (error instanceof GaveWayException) {
      return "somebody waited for a lock on `%s`, so the count was stopped".formatted(table);
    }
    if (error instanceof UnwatchedException) {
      return "it was unknown whether the count blocked somebody, so it was stopped";
    }
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return switch (state) {
      case "42501" -> "Plumbline's role may not read `%s`".formatted(table);
      case "42P01" -> "the table `%s` does not exist".formatted(table);
      case "42703" -> "a column of `%s` does not exist".formatted(table);
      case "55P03" -> "`%s` is locked by somebody else".formatted(table);
      case "57014" ->
          "counting in `%s` took longer than %d s".formatted(table, limits.statement().toSeconds());
      default ->
          "PostgreSQL could not count in `%s`%s"
              .formatted(table, state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
    };
  }
}
