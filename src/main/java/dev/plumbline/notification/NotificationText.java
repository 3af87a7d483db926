package dev.plumbline.notification;

import static java.util.Comparator.comparing;

import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.FindingId;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.notification.Notification.Event;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.Reported;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.page.ReportDocument;
import dev.plumbline.report.page.ReportPage;
import dev.plumbline.severity.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification for a person: what changed in the end, gravest first, however many events led to
 * it.
 *
 * @param title one line
 * @param sections in the order in which to read them
 */
public record NotificationText(String title, List<Section> sections) {
  /** Who reads more of one kind reads the API. */
  static final int MOST_LINES = 20;

  /** What a person must act on comes first. */
  private static final List<FindingEventKind> ORDER =
      List.of(
          FindingEventKind.OPENED,
          FindingEventKind.REOPENED,
          FindingEventKind.SEVERITY_CHANGED,
          FindingEventKind.ACKNOWLEDGEMENT_EXPIRED,
          FindingEventKind.ACKNOWLEDGEMENT_REMOVED,
          FindingEventKind.RESOLVED,
          FindingEventKind.ACKNOWLEDGED);

  public NotificationText {
    sections = List.copyOf(sections);
  }

  /**
   * Lines under a heading.
   *
   * @param more how many lines were left out
   */
  public record Section(String heading, List<Line> lines, long more) {
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param link to what it is about; empty if no public address is configured
   */
  public record Line(String text, Optional<URI> link) {}

  /**
   * @param publicUrl without a slash at its end
   */
  public static NotificationText of(Notification notification, Optional<URI> publicUrl) {
    return switch (notification) {
      case Happened happened -> of(happened, publicUrl);
      case PlansHappened happened -> PlanNotificationText.of(happened, publicUrl);
      case StillOpen open -> of(open);
      case Reported reported -> of(reported.served(), publicUrl);
    };
  }

  private static NotificationText of(Happened happened, Optional<URI> publicUrl) {
    Map<FindingId, List<Event>> byFinding = new LinkedHashMap<>();
    happened
        .events()
        .forEach(
            event ->
                byFinding
                    .computeIfAbsent(event.event().finding(), id -> new ArrayList<>())
                    .add(event));
    Map<FindingEventKind, List<Event>> byKind = new EnumMap<>(FindingEventKind.class);
    long shortLived = 0;
    for (List<Event> events : byFinding.values()) {
      if (isOpening(events.getFirst()) && isResolved(events.getLast())) {
        shortLived++;
      } else {
        Event decisive = decisive(events);
        byKind.computeIfAbsent(decisive.event().kind(), kind -> new ArrayList<>()).add(decisive);
      }
    }
    List<Section> sections = new ArrayList<>();
    for (FindingEventKind kind : ORDER) {
      List<Event> events = byKind.getOrDefault(kind, List.of());
      if (!events.isEmpty()) {
        sections.add(section(kind, events, publicUrl));
      }
    }
    if (shortLived > 0) {
      sections.add(new Section("Opened and resolved since: " + findings(shortLived), List.of(), 0));
    }
    return new NotificationText(title(happened, byKind, shortLived), sections);
  }

  /** What was opened and acknowledged in one batch was still opened; other events replace it. */
  private static Event decisive(List<Event> events) {
    Event last = events.getLast();
    return isResolved(last) || !isOpening(events.getFirst()) ? last : events.getFirst();
  }

  private static boolean isOpening(Event event) {
    return event.event().kind() == FindingEventKind.OPENED
        || event.event().kind() == FindingEventKind.REOPENED;
  }

  private static boolean isResolved(Event event) {
    return event.event().kind() == FindingEventKind.RESOLVED;
  }

  private static String title(
      Happened happened, Map<FindingEventKind, List<Event>> byKind, long shortLived) {
    List<String> parts = new ArrayList<>();
    for (FindingEventKind kind : ORDER) {
      int count = byKind.getOrDefault(kind, List.of()).size();
      if (count > 0) {
        parts.add(count + " " + word(kind));
      }
    }
    if (parts.isEmpty()) {
      parts.add(shortLived + " opened and resolved");
    }
    List<String> environments =
        happened.events().stream()
            .map(event -> event.about().environment().name())
            .distinct()
            .sorted()
            .toList();
    Severity gravest =
        happened.events().stream()
            .map(event -> event.event().severity())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return "Plumbline: %s in %s (highest severity: %s)"
        .formatted(
            String.join(", ", parts),
            environments.size() > 3
                ? environments.size() + " environments"
                : String.join(", ", environments),
            gravest.label());
  }

  private static Section section(
      FindingEventKind kind, List<Event> events, Optional<URI> publicUrl) {
    List<Line> lines =
        events.stream()
            .sorted(
                comparing((Event event) -> event.event().severity())
                    .thenComparing(event -> event.about().environment().name())
                    .thenComparing(event -> event.event().message())
                    .thenComparing(event -> event.recorded().id()))
            .limit(MOST_LINES)
            .map(event -> line(event, publicUrl))
            .toList();
    String word = word(kind);
    return new Section(
        Character.toUpperCase(word.charAt(0)) + word.substring(1) + ": " + findings(events.size()),
        lines,
        events.size() - lines.size());
  }

  private static Line line(Event event, Optional<URI> publicUrl) {
    FindingEvent its = event.event();
    String by = its.by().map(name -> ", by " + name).orElse("");
    String note = its.note().filter(text -> !text.isBlank()).map(text -> ": " + text).orElse("");
    String rest = by.isEmpty() && note.isEmpty() ? "" : " (" + word(its.kind()) + by + note + ")";
    return new Line(
        "%s, %s: %s%s"
            .formatted(its.severity().label(), event.about().environment(), its.message(), rest),
        publicUrl.map(url -> URI.create(url + "/findings/" + its.finding().hex())));
  }

  private static NotificationText of(StillOpen still) {
    long count = still.open().stream().mapToLong(OpenFindings::count).sum();
    List<Line> lines =
        still.open().stream()
            .map(
                open ->
                    new Line(
                        "%s, %s: %s, the oldest since %s"
                            .formatted(
                                open.severity().label(),
                                open.environment(),
                                findings(open.count()),
                                open.oldest()),
                        Optional.<URI>empty()))
            .toList();
    return new NotificationText(
        "Plumbline: %s open and not acknowledged".formatted(findings(count)),
        List.of(new Section("Still open", lines, 0)));
  }

  /** The numbers, and what to do; everything else is behind the link. */
  private static NotificationText of(Served served, Optional<URI> publicUrl) {
    PageOutline page = ReportPage.of(served);
    List<Section> sections = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (block instanceof Block.Tiles(List<Tile> tiles)) {
        sections.add(
            section("In short", tiles.stream().map(t -> t.label() + ": " + t.value()).toList()));
      }
    }
    sections.add(section("What to do next", ReportDocument.of(served).nextSteps()));
    publicUrl.ifPresent(
        url ->
            sections.add(
                new Section(
                    "The whole report",
                    List.of(
                        new Line(
                            "Report number " + served.listed().id(),
                            Optional.of(URI.create(url + "/reports/" + served.listed().id())))),
                    0)));
    return new NotificationText("Plumbline: " + page.title(), sections);
  }

  private static Section section(String heading, List<String> texts) {
    return new Section(
        heading,
        texts.stream().limit(MOST_LINES).map(t -> new Line(t, Optional.<URI>empty())).toList(),
        Math.max(0, texts.size() - MOST_LINES));
  }

  private static String findings(long count) {
    return count == 1 ? "1 finding" : count + " findings";
  }

  private static String word(FindingEventKind kind) {
    return switch (kind) {
      case OPENED -> "opened";
      case REOPENED -> "reopened";
      case SEVERITY_CHANGED -> "changed in severity";
      case ACKNOWLEDGED -> "acknowledged";
      case ACKNOWLEDGEMENT_REMOVED -> "no longer acknowledged";
      case ACKNOWLEDGEMENT_EXPIRED -> "acknowledged until now";
      case RESOLVED -> "resolved";
    };
  }
}
