package dev.plumbline.jdbc.table;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.state.Poll;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The table {@code poll}. */
public final class PollTable {
  private PollTable() {}

  public static void begin(Connection connection, Poll poll) throws SQLException {
    insert("ON CONFLICT (id) DO NOTHING", poll).update(connection);
  }

  /**
   * Writes the end of a poll; all of it, if the store was away when it began.
   *
   * @return its number in the order in which polls began
   */
  public static long finish(Connection connection, Poll poll) throws SQLException {
    String update =
        "UPDATE poll SET finished_at = ?, result = ?, message = ? WHERE id = ? RETURNING number";
    Optional<Long> number =
        Sql.of(update, poll.finishedAt(), poll.result().label(), poll.message(), poll.id())
            .first(connection, row -> row.getLong("number"));
    return number.isPresent()
        ? number.get()
        : insert("RETURNING number", poll)
            .first(connection, row -> row.getLong("number"))
            .orElseThrow();
  }

  public static Optional<Poll> read(Connection connection, UUID id, Access visible)
      throws SQLException {
    return Sql.visible("SELECT * FROM poll", id, visible, "environment")
        .first(connection, PollTable::poll);
  }

  private static Sql insert(String then, Poll poll) {
    return Sql.of(
        """
        INSERT INTO poll (id, environment, trigger, started_at, finished_at, result, message)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
            + then,
        poll.id(),
        poll.environment().name(),
        poll.trigger().label(),
        poll.startedAt(),
        poll.finishedAt(),
        poll.result().label(),
        poll.message());
  }

  private static Poll poll(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Poll(
        id,
        new EnvironmentId(Sql.text(row, "environment")),
        label(row, id, "trigger", Poll.Trigger.values(), Poll.Trigger::label),
        Sql.time(row, "started_at"),
        Sql.optionalTime(row, "finished_at"),
        label(row, id, "result", Poll.Result.values(), Poll.Result::label),
        Sql.optionalText(row, "message"));
  }

  private static <E> E label(
      ResultSet row, UUID id, String column, E[] constants, Function<E, String> label)
      throws SQLException {
    return labelled("poll " + id, column, Sql.text(row, column), constants, label);
  }

  /** The one constant of an enum that has the label. */
  public static <E> E labelled(
      String where, String column, String text, E[] constants, Function<E, String> label) {
    for (E constant : constants) {
      if (label.apply(constant).equals(text)) {
        return constant;
      }
    }
    throw new StoredFormException(
        where
            + " has the "
            + column
            + " '"
            + text
            + "', which this version of Plumbline does not know");
  }
}
