package dev.plumbline.postgres.target;

import dev.plumbline.postgres.session.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Names a session to a person. */
final class SessionText {
  private SessionText() {}

  /** Of columns 1 to 5: pid, role, application, state, age in seconds. */
  static String of(ResultSet row) throws SQLException {
    String application = row.getString(3);
    String state = row.getString(4);
    return "session "
        + row.getInt(1)
        + " (role "
        + new Identifier(row.getString(2)).readable()
        + (application.isEmpty() ? "" : ", application " + new Identifier(application).readable())
        + (state.isEmpty() ? "" : ", " + state)
        + age(row)
        + ")";
  }

  static String age(ResultSet row) throws SQLException {
    long seconds = row.getLong(5);
    return row.wasNull() ? "" : ", for " + seconds + " s";
  }
}
