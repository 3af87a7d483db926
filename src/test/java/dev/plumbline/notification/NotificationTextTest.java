package dev.plumbline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.notification.Notification.Event;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.notification.NotificationText.Line;
import dev.plumbline.notification.NotificationText.Section;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotificationTextTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Event> events = new ArrayList<>();

  private void event(int finding, FindingEventKind kind, Severity severity, String environment) {
    boolean acknowledged = kind == FindingEventKind.ACKNOWLEDGED;
    events.add(
        new Event(
            new FindingEvent.Recorded(
                events.size() + 1L,
                new FindingEvent(
                    new FindingId("%032x".formatted(finding)),
                    NOW,
                    kind,
                    acknowledged ? Optional.of("ada") : Optional.empty(),
                    acknowledged ? Optional.of("on it") : Optional.empty(),
                    Optional.empty(),
                    severity,
                    "message " + finding)),
            new About(
                new EnvironmentId(environment),
                Optional.empty(),
                FindingKind.MISMATCH,
                "code",
                "subject")));
  }

  private NotificationText text() {
    return NotificationText.of(new Happened("id", events), Optional.empty());
  }

  private static List<String> lines(Section section) {
    return section.lines().stream().map(Line::text).toList();
  }

  @Test
  void whatIsGravestComesFirst() {
    event(1, FindingEventKind.OPENED, Severity.LOW, "staging");
    event(2, FindingEventKind.RESOLVED, Severity.HIGH, "staging");
    event(3, FindingEventKind.OPENED, Severity.CRITICAL, "production");
    event(4, FindingEventKind.ACKNOWLEDGED, Severity.HIGH, "production");

    NotificationText text = text();

    assertThat(text.title())
        .isEqualTo(
            "Plumbline: 2 opened, 1 resolved, 1 acknowledged in production, staging (highest"
                + " severity: critical)");
    assertThat(text.sections())
        .extracting(Section::heading)
        .containsExactly("Opened: 2 findings", "Resolved: 1 finding", "Acknowledged: 1 finding");
    assertThat(lines(text.sections().getFirst()))
        .containsExactly("critical, production: message 3", "low, staging: message 1");
    assertThat(lines(text.sections().getLast()))
        .containsExactly("high, production: message 4 (acknowledged, by ada: on it)");
  }

  @Test
  void eventsOfOneFindingAreOneLine() {
    event(1, FindingEventKind.OPENED, Severity.LOW, "staging");
    event(1, FindingEventKind.SEVERITY_CHANGED, Severity.HIGH, "staging");
    event(2, FindingEventKind.RESOLVED, Severity.HIGH, "staging");
    event(2, FindingEventKind.REOPENED, Severity.HIGH, "staging");
    event(3, FindingEventKind.OPENED, Severity.HIGH, "staging");
    event(3, FindingEventKind.RESOLVED, Severity.HIGH, "staging");

    assertThat(text().sections())
        .extracting(Section::heading)
        .containsExactly(
            "Opened: 1 finding", "Reopened: 1 finding", "Opened and resolved since: 1 finding");
  }

  @Test
  void tenThousandFindingsAreOneShortText() {
    IntStream.range(0, 10_000)
        .forEach(i -> event(i, FindingEventKind.OPENED, Severity.HIGH, "environment-" + i % 50));

    NotificationText text = text();

    assertThat(text.title())
        .isEqualTo("Plumbline: 10000 opened in 50 environments (highest severity: high)");
    assertThat(text.sections()).hasSize(1);
    assertThat(text.sections().getFirst().lines()).hasSize(20);
    assertThat(text.sections().getFirst().more()).isEqualTo(9_980);
  }

  @Test
  void findingsAreLinkedWhereAnAddressIsConfigured() {
    event(1, FindingEventKind.OPENED, Severity.LOW, "staging");

    NotificationText text =
        NotificationText.of(
            new Happened("id", events), Optional.of(URI.create("https://plumbline.example.com")));

    assertThat(text.sections().getFirst().lines().getFirst().link())
        .contains(
            URI.create("https://plumbline.example.com/findings/00000000000000000000000000000001"));
  }

  @Test
  void reminderSaysHowManyAndSinceWhen() {
    NotificationText text =
        NotificationText.of(
            new StillOpen(
                "id",
                NOW,
                List.of(
                    new OpenFindings(Severity.HIGH, new EnvironmentId("production"), 12, NOW),
                    new OpenFindings(Severity.LOW, new EnvironmentId("staging"), 1, NOW))),
            Optional.empty());

    assertThat(text.title()).isEqualTo("Plumbline: 13 findings open and not acknowledged");
    assertThat(lines(text.sections().getFirst()))
        .containsExactly(
            "high, production: 12 findings, the oldest since 2026-03-01T12:00:00Z",
            "low, staging: 1 finding, the oldest since 2026-03-01T12:00:00Z");
  }

  @Test
  void ofEachPlanTheLastEventIsSaidAndWhatMustBeDoneComesFirst() {
    InMemoryPlanStore store =
        new InMemoryPlanStore(
            new InMemoryAuditStore(), new InMemoryMonitorStore(new InMemoryFindingStore()));
    List<OfPlan> events = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      UUID id = new UUID(7, i);
      SamplePlans.waiting(store, id, "comparison-" + i, Instant.EPOCH);
      events.add(event(store, id));
    }
    store.change(
        new UUID(7, 1),
        plan ->
            new Changed<>(
                true,
                Optional.of(
                    PlanChange.byItself(
                        ((PlanState.Sealed) plan.state())
                            .voided(List.of("the schema of staging changed")),
                        Instant.EPOCH))));
    events.add(event(store, new UUID(7, 1)));
    store.warn(new UUID(7, 2), Instant.EPOCH);
    events.add(event(store, new UUID(7, 2)));

    NotificationText text = NotificationText.of(new PlansHappened("id", events), Optional.empty());

    assertThat(text.title())
        .isEqualTo(
            "Plumbline: 1 plan expires soon, 1 plan waits for approval, 1 plan void (target:"
                + " production; highest severity: high)");
    assertThat(text.sections())
        .extracting(NotificationText.Section::heading)
        .containsExactly("Expires soon: 1 plan", "Waits for approval: 1 plan", "Void: 1 plan");
    assertThat(text.sections().getFirst().lines().getFirst().text())
        .contains("It expires at 1970-01-02T00:00:00Z. It waits for the approval of 2 people: ")
        .endsWith(" Nobody with a token of the role approver may approve it.");
    assertThat(text.sections().getLast().lines().getFirst().text())
        .endsWith("It is void: the schema of staging changed. Propose again.");
  }

  private static OfPlan event(InMemoryPlanStore store, UUID id) {
    return new OfPlan(
        new PlanEvent.Recorded(1, store.events(id).getLast()),
        store.listed(id).orElseThrow(),
        List.of());
  }
}
