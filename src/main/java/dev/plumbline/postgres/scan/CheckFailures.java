package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check;
import dev.plumbline.postgres.scan.server.ScanTransaction.GaveWayException;
import dev.plumbline.postgres.scan.server.ScanTransaction.UnwatchedException;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an error of PostgreSQL means to a check. */
final class CheckFailures {
  private CheckFailures() {}

  static UnreadableException of(SQLException error, Check check, DatabaseTarget target) {
    String tables =
        check.tables().stream()
            .map(table -> target.schema().table(table))
            .collect(Collectors.joining(", "));
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    if (error instanceof GaveWayException) {
      return new UnreadableException(
          Reason.UNAVAILABLE,
          "cancelled our statement because another session, such as a migration, waited for a lock on one of %s"
              .formatted(tables));
    }
    if (error instanceof UnwatchedException) {
      return new UnreadableException(
          Reason.UNAVAILABLE,
          "cancelled a long statement on %s: without a second connection Plumbline cannot see whether a migration waits for it; role %s needs two connections at once (CONNECTION LIMIT, max_connections)"
              .formatted(tables, new Identifier(target.database().username()).sql()));
    }
    return switch (state) {
      case "42501" -> forbidden(error, tables, target);
      case "42P01", "42703", "3F000", "42809" ->
          new UnreadableException(
              Reason.INCOMPATIBLE,
              "a table or column of this check is missing (%s)".formatted(first(error)));
      case "42883", "42804", "42P22", "42846", "42P21", "42725" ->
          new UnreadableException(
              Reason.INCOMPATIBLE,
              "the types of the columns can't be compared (%s)".formatted(first(error)));
      case "55P03" ->
          new UnreadableException(
              Reason.UNAVAILABLE, "one of %s is locked, perhaps by a migration".formatted(tables));
      case "57014" ->
          new UnreadableException(
              Reason.TIMED_OUT,
              "%s cancelled the statement on %s: its time limit was reached, or an administrator cancelled it"
                  .formatted(target.place(), tables));
      case "2201B" ->
          new UnreadableException(
              Reason.INCOMPATIBLE, "the rule's regular expression is not valid in PostgreSQL");
      default -> other(error, state, tables, target);
    };
  }

  private static UnreadableException other(
      SQLException error, String state, String tables, DatabaseTarget target) {
    // The words of a data exception quote the value.
    if (state.startsWith("22") || state.startsWith("P0")) {
      return new UnreadableException(
          Reason.INCOMPATIBLE,
          "a value in one of %s could not be converted as the check needs it (SQLSTATE %s)"
              .formatted(tables, state));
    }
    PostgresFailures.Failure failure = PostgresFailures.of(error, target, true);
    return new UnreadableException(failure.reason(), failure.detail());
  }

  private static UnreadableException forbidden(
      SQLException error, String tables, DatabaseTarget target) {
    String role = new Identifier(target.database().username()).sql();
    if (first(error).contains("row-level security")) {
      return new UnreadableException(
          Reason.FORBIDDEN,
          "row-level security hides rows in one of %s from role %s; to fix this: ALTER ROLE %s BYPASSRLS"
              .formatted(tables, role, role));
    }
    return new UnreadableException(
        Reason.FORBIDDEN,
        "role %s may not read one of %s (%s); to fix this: GRANT SELECT ON %s TO %s"
            .formatted(role, tables, first(error), tables, role));
  }

  /** Names tables, columns, types and operators; with these states never a value. */
  private static String first(SQLException error) {
    return Optional.ofNullable(error.getMessage()).orElse("").lines().findFirst().orElse("");
  }
}
