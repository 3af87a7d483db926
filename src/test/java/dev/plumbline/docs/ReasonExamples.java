package dev.plumbline.docs;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.reading.Reason;
import java.sql.SQLException;

/** What Plumbline says of a database that it cannot read, by the reason. */
final class ReasonExamples {
  private static final DatabaseTarget TARGET =
      new DatabaseTarget(
          new Database(
              "jdbc:postgresql://db.example.com:5432/directus",
              "plumbline_reader",
              new Secret.Literal(""),
              "public"));

  private ReasonExamples() {}

  static String detail(Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> failed(reason, "08001", "Connection to db.example.com:5432 refused.");
      case TIMED_OUT -> failed(reason, "57014", "canceling statement due to statement timeout");
      case UNAVAILABLE -> failed(reason, "53300", "sorry, too many clients already");
      case INTERRUPTED ->
          failed(reason, "57P01", "terminating connection due to administrator command");
      case MALFORMED -> failed(reason, "XX000", "cache lookup failed for relation 16402");
      case INCOMPATIBLE -> failed(reason, "42P01", "relation \"directus_fields\" does not exist");
      case UNAUTHORIZED ->
          failed(reason, "28P01", "password authentication failed for user \"plumbline_reader\"");
      case FORBIDDEN -> failed(reason, "42501", "permission denied for table directus_flows");
      // Without an error of PostgreSQL.
      case UNSETTLED -> "the schema kept changing while it was read";
      case NOT_CONFIGURED -> "no database is configured";
      case PAUSED -> "production is paused by ada";
    };
  }

  private static String failed(Reason reason, String state, String message) {
    PostgresFailures.Failure failure =
        PostgresFailures.of(new SQLException(message, state), TARGET, reason != Reason.UNREACHABLE);
    if (failure.reason() != reason) {
      throw new IllegalStateException(state + " is " + failure.reason() + ", not " + reason);
    }
    return failure.detail();
  }
}
