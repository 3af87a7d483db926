package dev.plumbline.notification;

import dev.plumbline.approval.PlanState;
import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.NotificationChannel.Email;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.configuration.NotificationChannel.Slack;
import dev.plumbline.configuration.NotificationChannel.Webhook;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.Batch;
import dev.plumbline.notification.EventOutbox.NewReport;
import dev.plumbline.notification.EventOutbox.PlanBatch;
import dev.plumbline.notification.EventOutbox.Reminder;
import dev.plumbline.notification.EventOutbox.Taken;
import dev.plumbline.notification.Notification.Event;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.Reported;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.notification.NotificationSender.Failed;
import dev.plumbline.notification.NotificationSender.Result;
import dev.plumbline.notification.NotificationSender.Sent;
import dev.plumbline.report.Reports;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.store.plan.ListedPlan;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sends what is to be sent to one channel. */
public final class Notifier {
  private static final System.Logger LOG = System.getLogger(Notifier.class.getName());

  /** A program reads each event; a person reads a summary, however many there are. */
  private static final int PER_WEBHOOK = 500;

  private static final int PER_MESSAGE = 10_000;

  /** A mail may take 60 s; the rest is for the store, before and after it. */
  private static final Duration LEASE = Duration.ofSeconds(90);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** A receiver that asks for more would never be tried again. */
  private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

  private final NotificationChannel channel;
  private final EventOutbox outbox;
  private final NotificationSender sender;
  private final NotificationListener listener;
  private final NotificationFindings findings;
  private final Reports reports;
  private final EligibleApprovers approvers;

  public Notifier(
      NotificationChannel channel,
      EventOutbox outbox,
      NotificationSender sender,
      NotificationListener listener,
      NotificationFindings findings,
      Reports reports,
      EligibleApprovers approvers) {
    this.channel = channel;
    this.outbox = outbox;
    this.sender = sender;
    this.listener = listener;
    this.findings = findings;
    this.reports = reports;
    this.approvers = approvers;
  }

  /**
   * Sends everything that waits, up to the first failure.
   *
   * @throws dev.plumbline.store.StoreUnavailableException if the store cannot be reached
   */
  public void sendAll() throws InterruptedException {
    String name = channel.name();
    outbox.add(name);
    boolean isDone =
        all(() -> outbox.take(name, most(), LEASE), this::send)
            && all(() -> outbox.takePlans(name, most(), LEASE), this::send)
            && (!channel.reports() || all(() -> outbox.takeReport(name, LEASE), this::send));
    if (!isDone) {
      return;
    }
    Optional<Reminder> reminder =
        channel
            .remindEvery()
            .flatMap(
                every -> outbox.takeReminder(channel.name(), every, channel.selection(), LEASE));
    if (reminder.isPresent()) {
      Reminder due = reminder.get();
      send(due, new StillOpen(due.id(), due.since(), due.open()));
    }
  }

  /** Sends what was taken. */
  private interface Sending<T> {
    /** Whether to continue. */
    boolean send(T taken) throws InterruptedException;
  }

  /** One after the other; whether to continue afterwards. */
  private static <T> boolean all(Supplier<Optional<T>> take, Sending<T> sending)
      throws InterruptedException {
    Optional<T> next = take.get();
    while (next.isPresent()) {
      if (!sending.send(next.get())) {
        return false;
      }
      next = take.get();
    }
    return true;
  }

  private boolean send(PlanBatch batch) throws InterruptedException {
    List<OfPlan> selected =
        batch.events().stream()
            .flatMap(
                recorded ->
                    Stream.ofNullable(batch.plans().get(recorded.event().plan()))
                        .map(plan -> new OfPlan(recorded, plan, asked(plan))))
            .filter(this::isSelected)
            .toList();
    return selected.isEmpty()
        ? outbox.skip(batch)
        : send(batch, new PlansHappened(batch.id(), selected));
  }

  private List<String> asked(ListedPlan plan) {
    return plan.state() == PlanState.Kind.WAITING ? approvers.of(plan.proposal()) : List.of();
  }

  private boolean isSelected(OfPlan event) {
    Selection selection = channel.selection();
    return selection.plans()
        && selection.environments().includes(event.plan().proposal().target())
        && event.severity().isAtLeast(selection.atLeast());
  }

  private boolean send(NewReport taken) throws InterruptedException {
    Served served =
        reports
            .report(taken.report(), channel.selection().environments())
            .orElseThrow(() -> new IllegalStateException("there is no report " + taken.report()));
    return send(taken, new Reported(taken.id(), served));
  }

  private int most() {
    return switch (channel.receiver()) {
      case Webhook ignored -> PER_WEBHOOK;
      case Slack ignored -> PER_MESSAGE;
      case Email ignored -> PER_MESSAGE;
    };
  }

  private boolean send(Batch batch) throws InterruptedException {
    List<Event> selected =
        batch.events().stream()
            .flatMap(
                recorded ->
                    Stream.ofNullable(batch.about().get(recorded.event().finding()))
                        .map(about -> new Event(recorded, about)))
            .filter(this::isSelected)
            .toList();
    return selected.isEmpty()
        ? outbox.skip(batch)
        : send(batch, new Happened(batch.id(), selected));
  }

  private boolean isSelected(Event event) {
    Selection selection = channel.selection();
    About about = event.about();
    return selection.environments().includes(about.environment())
        && selection.kinds().contains(about.kind())
        && event.event().severity().isAtLeast(selection.atLeast());
  }

  /** Whether to continue. */
  private boolean send(Taken taken, Notification notification) throws InterruptedException {
    long began = System.nanoTime();
    Result result = sender.send(channel, notification);
    listener.tried(
        channel.name(), result instanceof Sent, Duration.ofNanos(System.nanoTime() - began));
    switch (result) {
      case Sent ignored -> {
        boolean ours = outbox.confirm(taken);
        if (taken.failures() > 0) {
          LOG.log(
              Level.INFO,
              "channel {0} accepts notifications again, after {1} failed tries",
              channel.name(),
              taken.failures());
          findings.sent(channel);
        }
        return ours;
      }
      case Failed(String reason, Optional<Duration> retryAfter) -> {
        int failures = taken.failures() + 1;
        Duration pause = retryAfter.map(Notifier::bounded).orElseGet(() -> pause(failures));
        outbox.postpone(taken, reason, pause);
        LOG.log(
            failures == 1 ? Level.WARNING : Level.DEBUG,
            "notification {0} could not be sent: {1}; the next try is in {2} s",
            taken.id(),
            reason,
            pause.toSeconds());
        findings.failed(channel, failures, reason);
        return false;
      }
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.compareTo(FIRST_PAUSE) < 0) {
      return FIRST_PAUSE;
    }
    return asked.compareTo(LONGEST_ASKED_FOR) < 0 ? asked : LONGEST_ASKED_FOR;
  }

  /** Doubled with each failure. */
  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
