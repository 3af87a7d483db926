package dev.plumbline.notification;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanSummary;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** What is sent to a channel. */
public sealed interface Notification {
  /** Stable over repeated sending: a receiver drops what it has had. */
  String id();

  /**
   * What happened to findings.
   *
   * @param events at least one, oldest first
   */
  record Happened(String id, List<Event> events) implements Notification {
    public Happened {
      events = List.copyOf(events);
    }
  }

  /**
   * What happened to plans.
   *
   * @param events at least one, oldest first
   */
  record PlansHappened(String id, List<OfPlan> events) implements Notification {
    public PlansHappened {
      events = List.copyOf(events);
    }
  }

  /**
   * What is still open and not acknowledged.
   *
   * @param since when the reminder before was sent
   * @param open at least one, gravest first
   */
  record StillOpen(String id, Instant since, List<OpenFindings> open) implements Notification {
    public StillOpen {
      open = List.copyOf(open);
    }
  }

  /**
   * The report of a week.
   *
   * @param served what the channel may see of it
   */
  record Reported(String id, Served served) implements Notification {}

  /** Something that happened to a finding, with what the finding is about. */
  record Event(FindingEvent.Recorded recorded, About about) {
    public FindingEvent event() {
      return recorded.event();
    }
  }

  /**
   * Something that happened to a plan.
   *
   * @param plan as it is now
   * @param approvers the people who may approve it, sorted; empty unless it waits for them
   */
  record OfPlan(PlanEvent.Recorded recorded, ListedPlan plan, List<String> approvers) {
    public OfPlan {
      approvers = List.copyOf(approvers);
    }

    public PlanEvent event() {
      return recorded.event();
    }

    /** Where the plan is read. */
    public URI page(URI publicUrl) {
      return URI.create(publicUrl + "/plans/" + event().plan());
    }

    /** Of its gravest hazard; without one, {@link Severity#INFO}. */
    public Severity severity() {
      return plan.summary().flatMap(PlanSummary::gravest).orElse(Severity.INFO);
    }
  }
}
