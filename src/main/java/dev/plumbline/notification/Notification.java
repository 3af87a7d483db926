package dev.plumbline.notification;

import dev.plumbline.finding.FindingEvent;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.report.Reports.Served;
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
}
