package dev.plumbline.jdbc.outbox;

import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.notification.EventOutbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The outbox in PostgreSQL. */
public final class JdbcEventOutbox implements EventOutbox {
  private final Transactions transactions;

  public JdbcEventOutbox(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public void add(String channel) {
    transactions.write(connection -> ChannelTable.add(connection, channel));
  }

  @Override
  public Optional<Batch> take(String channel, int limit, Duration lease) {
    return take(NotifiedFindings.EVENTS, channel, limit, lease);
  }

  @Override
  public Optional<PlanBatch> takePlans(String channel, int limit, Duration lease) {
    return take(NotifiedPlans.EVENTS, channel, limit, lease);
  }

  private <B extends EventBatch> Optional<B> take(
      EventStream<?, B> stream, String channel, int limit, Duration lease) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    return transactions.write(connection -> stream.take(connection, channel, limit, lease));
  }

  @Override
  public Optional<Reminder> takeReminder(
      String channel, Duration every, Selection selection, Duration lease) {
    return transactions.write(
        connection -> ChannelTable.takeReminder(connection, channel, every, selection, lease));
  }

  @Override
  public Optional<NewReport> takeReport(String channel, Duration lease) {
    return transactions.write(connection -> ChannelTable.takeReport(connection, channel, lease));
  }

  @Override
  public boolean confirm(Taken taken) {
    return transactions.write(
        connection ->
            switch (taken) {
              case EventBatch batch -> stream(batch).confirm(connection, batch);
              case Reminder reminder -> ChannelTable.confirm(connection, reminder);
              case NewReport report -> ChannelTable.confirm(connection, report);
            });
  }

  @Override
  public boolean skip(EventBatch batch) {
    return transactions.write(connection -> stream(batch).skip(connection, batch));
  }

  private static EventStream<?, ?> stream(EventBatch batch) {
    return switch (batch) {
      case Batch ignored -> NotifiedFindings.EVENTS;
      case PlanBatch ignored -> NotifiedPlans.EVENTS;
    };
  }

  @Override
  public boolean postpone(Taken taken, String error, Duration pause) {
    return transactions.write(connection -> ChannelTable.postpone(connection, taken, error, pause));
  }

  @Override
  public List<ChannelStatus> channels() {
    return transactions.read(ChannelTable::all);
  }

  @Override
  public void forget(Duration unknownFor) {
    transactions.write(connection -> ChannelTable.forget(connection, unknownFor));
  }
}
