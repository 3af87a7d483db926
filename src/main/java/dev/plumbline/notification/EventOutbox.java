package dev.plumbline.notification;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.ListedPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The events of findings and plans that are still to be sent on. The recorded events are the
 * outbox: an event is in it as soon as its finding or plan is changed, in the same transaction.
 * Each channel remembers up to which event it is done.
 *
 * <p>An event is sent at least once, and twice only if a process dies, or takes longer than its
 * lease, between sending and {@link #confirm}. The id of what is sent is the same then: send it
 * along, so that the receiver can drop the second one.
 *
 * <p>Every method is one transaction and throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached.
 */
public interface EventOutbox {
  /**
   * Says that a channel is configured. A new one gets every event from now on; one that exists
   * stays as it is.
   */
  void add(String channel);

  /**
   * Takes the next events of a channel, oldest first. Until they are confirmed, or the lease has
   * ended, nobody else takes anything of this channel; afterwards whoever asks gets the same again.
   *
   * @param limit at least 1
   * @param lease by the clock of the store
   * @return empty if there are none, if somebody else has taken some, if the channel is to be left
   *     alone after a failure, or if there is no such channel
   */
  Optional<Batch> take(String channel, int limit, Duration lease);

  /** Takes the next events of plans; else as {@link #take}. */
  Optional<PlanBatch> takePlans(String channel, int limit, Duration lease);

  /**
   * Takes the reminder of a channel, if one is due. For its lease, and for what it excludes, it is
   * as {@link #take}.
   *
   * @param every how long ago the last one was, or the channel was added, at least
   * @return also empty if nothing of the selection is open and not acknowledged
   */
  Optional<Reminder> takeReminder(
      String channel, Duration every, Selection selection, Duration lease);

  /**
   * Takes the next report that was made by schedule since the channel was added. For its lease, and
   * for what it excludes, it is as {@link #take}.
   */
  Optional<NewReport> takeReport(String channel, Duration lease);

  /**
   * Records that what was taken was sent.
   *
   * @return false if its lease had ended and somebody else has taken the channel since: they send
   *     the same again
   */
  boolean confirm(Taken taken);

  /** Records that nothing of a batch is for this channel; else as {@link #confirm}. */
  boolean skip(EventBatch batch);

  /**
   * Records that what was taken could not be sent. The same is taken again, not before the pause
   * has ended.
   *
   * @param error one sentence; without secrets
   * @return as for {@link #confirm}
   */
  boolean postpone(Taken taken, String error, Duration pause);

  /** Every channel of which a replica has said that it is configured, sorted by name. */
  List<ChannelStatus> channels();

  /** Forgets the channels of which no replica has said for a while that they are configured. */
  void forget(Duration unknownFor);

  /** Something that this process alone may send now. */
  sealed interface Taken {
    String channel();

    /** How often something of the channel was taken before, and this time. */
    long term();

    /** How many tries to send it have failed. */
    int failures();

    /** The same for each try, and for nothing else. */
    String id();
  }

  /** Events to be sent on. */
  sealed interface EventBatch extends Taken {
    /** The id of the last event of the batch; the event may have been deleted since. */
    long until();
  }

  /**
   * Events of findings.
   *
   * @param after the id of the last event before the batch
   * @param until the id of the last event of the batch; the event may have been deleted since
   * @param events at least one
   * @param about the finding of each event
   */
  record Batch(
      String channel,
      long term,
      int failures,
      long after,
      long until,
      List<FindingEvent.Recorded> events,
      Map<FindingId, About> about)
      implements EventBatch {
    public Batch {
      events = List.copyOf(events);
      about = Map.copyOf(about);
    }

    @Override
    public String id() {
      return "%s-events-%d-%d".formatted(channel, after + 1, until);
    }
  }

  /**
   * Events of plans.
   *
   * @param after the id of the last event before the batch
   * @param until the id of the last event of the batch; the event may have been deleted since
   * @param events at least one
   * @param plans the plan of each event, as it is now
   */
  record PlanBatch(
      String channel,
      long term,
      int failures,
      long after,
      long until,
      List<PlanEvent.Recorded> events,
      Map<UUID, ListedPlan> plans)
      implements EventBatch {
    public PlanBatch {
      events = List.copyOf(events);
      plans = Map.copyOf(plans);
    }

    @Override
    public String id() {
      return "%s-plans-%d-%d".formatted(channel, after + 1, until);
    }
  }

  /**
   * What is open and not acknowledged.
   *
   * @param since when the reminder before was sent, or the channel was added
   * @param open not empty; gravest first
   */
  record Reminder(String channel, long term, int failures, Instant since, List<OpenFindings> open)
      implements Taken {
    public Reminder {
      open = List.copyOf(open);
    }

    @Override
    public String id() {
      return "%s-reminder-%d".formatted(channel, since.toEpochMilli());
    }
  }

  /**
   * A report.
   *
   * @param report its id
   */
  record NewReport(String channel, long term, int failures, long report) implements Taken {
    @Override
    public String id() {
      return "%s-report-%d".formatted(channel, report);
    }
  }

  /** What an event says of its finding. */
  record About(
      EnvironmentId environment,
      Optional<ComparisonName> comparison,
      FindingKind kind,
      String code,
      String subject) {}

  /**
   * Open findings of one severity in one environment.
   *
   * @param oldest when the oldest was opened
   */
  record OpenFindings(Severity severity, EnvironmentId environment, long count, Instant oldest) {}

  /**
   * How it stands with a channel.
   *
   * @param waiting at most so many events are to be sent
   * @param failures in a row
   * @param error why the last try failed; empty if it did not
   * @param sentAt when something was last sent; empty: never
   */
  record ChannelStatus(
      String channel,
      long waiting,
      int failures,
      Optional<String> error,
      Optional<Instant> sentAt) {}
}
