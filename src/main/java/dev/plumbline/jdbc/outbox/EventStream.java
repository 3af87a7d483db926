package dev.plumbline.jdbc.outbox;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.notification.EventOutbox.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The events of one table, and how far each channel is with them.
 *
 * @param delivered the column of {@code event_channel} with the id of the last event that was sent
 * @param until the one with the id of the last event of the batch that was taken; null in between
 * @param events reads them
 * @param id of an event
 * @param maker makes a batch of them
 * @param <E> the events
 * @param <B> a batch
 */
record EventStream<E, B extends EventBatch>(
    String delivered, String until, Events<E> events, ToLongFunction<E> id, Maker<E, B> maker) {
  /** Events after one, up to another, oldest first. */
  interface Events<E> {
    List<E> read(Connection connection, long after, long until, int limit) throws SQLException;
  }

  /** Adds to events what they are about. */
  interface Maker<E, B> {
    B batch(Connection connection, Taking taking, List<E> events) throws SQLException;
  }

  /** What every batch has. */
  record Taking(String channel, long term, int failures, long after, long until) {}

  private record Free(long delivered, Optional<Long> until, int failures) {}

  Optional<B> take(Connection connection, String channel, int limit, Duration lease)
      throws SQLException {
    Optional<Free> free = free(connection, channel);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    Free known = free.get();
    List<E> next =
        events.read(
            connection,
            known.delivered(),
            known.until().orElse(Long.MAX_VALUE),
            known.until().isPresent() ? Integer.MAX_VALUE : limit);
    if (next.isEmpty()) {
      if (known.until().isEmpty()) {
        return Optional.empty();
      }
      // All that the batch is about has been deleted since: nothing is left to be sent of it.
      Sql.of(
              "UPDATE event_channel SET " + done() + " WHERE channel = ?",
              known.until().get(),
              channel)
          .update(connection);
      return take(connection, channel, limit, lease);
    }
    // If the last event has been deleted, the batch is still the same one.
    long last = known.until().orElseGet(() -> id.applyAsLong(next.getLast()));
    Optional<Long> term =
        Sql.of(
                """
                UPDATE event_channel SET term = term + 1, %s = ?,
                  taken_until = clock_timestamp() + ? * interval '1 millisecond'
                WHERE channel = ? RETURNING term
                """
                    .formatted(until),
                last,
                lease.toMillis(),
                channel)
            .first(connection, row -> row.getLong("term"));
    if (term.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        maker.batch(
            connection,
            new Taking(channel, term.get(), known.failures(), known.delivered(), last),
            next));
  }

  private Optional<Free> free(Connection connection, String channel) throws SQLException {
    return Sql.of(
            "SELECT %s, %s, failures FROM event_channel ".formatted(delivered, until)
                + ChannelTable.IF_FREE
                + "FOR UPDATE",
            channel)
        .first(
            connection,
            row -> {
              long last = row.getLong(until);
              Optional<Long> fixed = row.wasNull() ? Optional.empty() : Optional.of(last);
              return new Free(row.getLong(delivered), fixed, row.getInt("failures"));
            });
  }

  boolean confirm(Connection connection, EventBatch batch) throws SQLException {
    return ChannelTable.ours(connection, ChannelTable.SENT + ", " + done(), batch, batch.until());
  }

  boolean skip(Connection connection, EventBatch batch) throws SQLException {
    return ChannelTable.ours(connection, "taken_until = NULL, " + done(), batch, batch.until());
  }

  private String done() {
    return delivered + " = ?, " + until + " = NULL";
  }
}
