package dev.plumbline.notification;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.NotificationText.Line;
import dev.plumbline.notification.NotificationText.Section;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.PlanSummary;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened to plans, for a person: of each plan the last that happened, gravest first. */
final class PlanNotificationText {
  /** What a person must act on comes first. */
  private static final List<PlanEvent.Kind> ORDER =
      List.of(
          PlanEvent.Kind.FOLLOW_UP_FAILED,
          PlanEvent.Kind.EXPIRES_SOON,
          PlanEvent.Kind.WAITING,
          PlanEvent.Kind.NOT_APPLIED,
          PlanEvent.Kind.APPLIED,
          PlanEvent.Kind.RUNNING,
          PlanEvent.Kind.APPROVED,
          PlanEvent.Kind.VOIDED,
          PlanEvent.Kind.REJECTED,
          PlanEvent.Kind.EXPIRED,
          PlanEvent.Kind.WITHDRAWN);

  private PlanNotificationText() {}

  static NotificationText of(PlansHappened happened, Optional<URI> publicUrl) {
    Map<UUID, OfPlan> last = new LinkedHashMap<>();
    happened.events().forEach(event -> last.put(event.event().plan(), event));
    Map<PlanEvent.Kind, List<OfPlan>> byKind = new EnumMap<>(PlanEvent.Kind.class);
    last.values()
        .forEach(
            event ->
                byKind.computeIfAbsent(event.event().kind(), k -> new ArrayList<>()).add(event));
    List<Section> sections = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (PlanEvent.Kind kind : ORDER) {
      List<OfPlan> events = byKind.getOrDefault(kind, List.of());
      if (!events.isEmpty()) {
        parts.add(plans(events.size()) + " " + words(kind, events.size()));
        sections.add(section(kind, events, publicUrl));
      }
    }
    return new NotificationText(
        "Plumbline: %s (target: %s; highest severity: %s)"
            .formatted(String.join(", ", parts), targets(last), gravest(last)),
        sections);
  }

  private static String targets(Map<UUID, OfPlan> events) {
    return events.values().stream()
        .map(event -> event.plan().proposal().target().name())
        .distinct()
        .sorted()
        .collect(joining(", "));
  }

  private static String gravest(Map<UUID, OfPlan> events) {
    return events.values().stream()
        .map(OfPlan::severity)
        .min(Comparator.naturalOrder())
        .map(Severity::label)
        .orElseThrow();
  }

  private static Section section(
      PlanEvent.Kind kind, List<OfPlan> events, Optional<URI> publicUrl) {
    List<Line> lines =
        events.stream()
            .sorted(comparing(OfPlan::severity).thenComparing(event -> event.recorded().id()))
            .limit(NotificationText.MOST_LINES)
            .map(event -> new Line(line(event), publicUrl.map(event::page)))
            .toList();
    String words = words(kind, 1);
    return new Section(
        Character.toUpperCase(words.charAt(0)) + words.substring(1) + ": " + plans(events.size()),
        lines,
        events.size() - lines.size());
  }

  private static String line(OfPlan event) {
    var plan = event.plan();
    String proposal =
        "%s, %s: plan of the comparison %s, proposed by %s"
            .formatted(
                event.severity().label(),
                plan.proposal().target(),
                plan.proposal().comparison(),
                plan.proposal().by());
    String contents = plan.summary().map(PlanNotificationText::contents).orElse("");
    String message = event.event().message();
    return proposal + contents + ". " + message + approvers(event);
  }

  private static String contents(PlanSummary summary) {
    String hazards =
        summary.hazards().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(joining(", "));
    int steps = summary.steps();
    return ", with %d %s and %s"
        .formatted(
            steps,
            steps == 1 ? "step" : "steps",
            hazards.isEmpty() ? "no hazards" : "hazards: " + hazards);
  }

  private static String approvers(OfPlan event) {
    boolean asks =
        event.plan().state() == PlanState.Kind.WAITING
            && (event.event().kind() == PlanEvent.Kind.WAITING
                || event.event().kind() == PlanEvent.Kind.EXPIRES_SOON);
    if (!asks) {
      return "";
    }
    return event.approvers().isEmpty()
        ? " Nobody with a token of the role approver may approve it."
        : " Who may approve it: " + String.join(", ", event.approvers()) + ".";
  }

  private static String plans(long count) {
    return count == 1 ? "1 plan" : count + " plans";
  }

  private static String words(PlanEvent.Kind kind, int count) {
    boolean isOne = count == 1;
    return switch (kind) {
      case WAITING -> isOne ? "waits for approval" : "wait for approval";
      case APPROVED -> "approved";
      case REJECTED -> "rejected";
      case WITHDRAWN -> "withdrawn";
      case VOIDED -> "void";
      case EXPIRES_SOON -> isOne ? "expires soon" : "expire soon";
      case EXPIRED -> "expired";
      case RUNNING -> isOne ? "is being applied" : "are being applied";
      case APPLIED -> "applied";
      case NOT_APPLIED -> "not applied";
      case FOLLOW_UP_FAILED -> "not as its run left it";
    };
  }
}
