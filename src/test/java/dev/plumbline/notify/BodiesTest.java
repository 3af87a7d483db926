package dev.plumbline.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.notification.Notification;
import dev.plumbline.notification.Notification.Event;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.notification.NotificationText;
import dev.plumbline.notification.NotificationText.Line;
import dev.plumbline.notification.NotificationText.Section;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Optional<URI> URL = Optional.of(URI.create("https://p.example.com"));

  private static final Notification OPENED =
      new Happened(
          "oncall-events-7-7",
          List.of(
              new Event(
                  new FindingEvent.Recorded(
                      7,
                      new FindingEvent(
                          new FindingId("0123456789abcdef0123456789abcdef"),
                          NOW,
                          FindingEventKind.OPENED,
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty(),
                          Severity.HIGH,
                          "field <articles.title> & \"more\"")),
                  new About(
                      new EnvironmentId("production"),
                      Optional.of(new ComparisonName("staging-to-production")),
                      FindingKind.CHANGE,
                      "field_removed",
                      "articles.title"))));

  @Test
  void webhookHasEachEvent() {
    assertThat(WebhookBody.of(OPENED, URL, NOW))
        .isEqualTo(
            """
            {"data":{"events":[{"at":"2026-03-01T12:00:00Z","by":null,"code":"field_removed",\
            "comparison":"staging-to-production","environment":"production","event":"opened",\
            "finding":"0123456789abcdef0123456789abcdef","id":7,"kind":"change",\
            "message":"field <articles.title> & \\"more\\"","note":null,"severity":"high",\
            "subject":"articles.title","until":null,\
            "url":"https://p.example.com/findings/0123456789abcdef0123456789abcdef"}]},\
            "timestamp":"2026-03-01T12:00:00Z","type":"findings.changed"}""");
  }

  /** One that waits, with what is hostile in chats and mails. */
  private static PlansHappened plan() {
    InMemoryPlanStore store =
        new InMemoryPlanStore(
            new InMemoryAuditStore(), new InMemoryMonitorStore(new InMemoryFindingStore()));
    UUID id = new UUID(7, 1);
    SamplePlans.waiting(store, id, "staging-to-production", NOW);
    return new PlansHappened(
        "oncall-plans-3-3",
        List.of(
            new OfPlan(
                new PlanEvent.Recorded(3, store.events(id).getFirst()),
                store.listed(id).orElseThrow(),
                List.of("bob", "<!here> & eve"))));
  }

  @Test
  void webhookHasEachEventOfAPlan() {
    assertThat(WebhookBody.of(plan(), URL, NOW))
        .isEqualTo(
            """
            {"data":{"events":[{"approvers":["bob","<!here> & eve"],"at":"2026-03-01T12:00:00Z",\
            "by":null,"comparison":"staging-to-production","environment":"production",\
            "event":"waiting","expiresAt":"2026-03-02T12:00:00Z","hazards":{"high":1},"id":3,\
            "message":"It waits for the approval of 2 people: the gravest hazard is high.",\
            "people":2,"plan":"00000000-0000-0007-0000-000000000001","proposedBy":"ada",\
            "severity":"high","source":"staging","steps":1,\
            "url":"https://p.example.com/plans/00000000-0000-0007-0000-000000000001"}]},\
            "timestamp":"2026-03-01T12:00:00Z","type":"plans.changed"}""");
  }

  @Test
  void slackAsksWhoMayApproveAPlan() {
    assertThat(SlackBody.of(NotificationText.of(plan(), URL)))
        .isEqualTo(
            "{\"text\":\"*Plumbline: 1 plan waits for approval (target: production; highest"
                + " severity: high)*\\n\\nWaits for approval: 1 plan\\n•"
                + " <https://p.example.com/plans/00000000-0000-0007-0000-000000000001|high,"
                + " production: plan of the comparison staging-to-production, proposed by ada, with"
                + " 1 step and hazards: 1 high. It waits for the approval of 2 people: the gravest"
                + " hazard is high. Who may approve it: bob, &lt;!here&gt; &amp; eve.>\"}");
  }

  @Test
  void mailNamesThePlanWithItsLink() {
    assertThat(MailText.of(NotificationText.of(plan(), URL)))
        .isEqualTo(
            """
            Waits for approval: 1 plan

            - high, production: plan of the comparison staging-to-production, proposed by ada, \
            with 1 step and hazards: 1 high. It waits for the approval of 2 people: the gravest \
            hazard is high. Who may approve it: bob, <!here> & eve.
              https://p.example.com/plans/00000000-0000-0007-0000-000000000001

            """);
  }

  @Test
  void webhookHasWhatIsOpen() {
    assertThat(
            WebhookBody.of(
                new StillOpen(
                    "id",
                    NOW,
                    List.of(
                        new OpenFindings(Severity.HIGH, new EnvironmentId("production"), 12, NOW))),
                Optional.empty(),
                NOW))
        .isEqualTo(
            """
            {"data":{"open":[{"count":12,"environment":"production",\
            "oldest":"2026-03-01T12:00:00Z","severity":"high"}]},\
            "timestamp":"2026-03-01T12:00:00Z","type":"findings.open"}""");
  }

  @Test
  void slackShowsWhatWouldBeMarkupAsText() {
    assertThat(SlackBody.of(NotificationText.of(OPENED, URL)))
        .isEqualTo(
            """
            {"text":"*Plumbline: 1 opened in production (highest severity: high)*\\n\\n\
            Opened: 1 finding\\n\
            • <https://p.example.com/findings/0123456789abcdef0123456789abcdef|\
            high, production: field &lt;articles.title&gt; &amp; \\"more\\">"}""");
  }

  @Test
  void slackIsSentNoMoreThanItShows() {
    List<Line> lines = Collections.nCopies(20, new Line("x".repeat(3_000), Optional.empty()));

    String body =
        SlackBody.of(new NotificationText("title", List.of(new Section("Opened", lines, 5))));

    assertThat(body).hasSizeLessThan(13_000).contains("… and 22 more");
  }

  @Test
  void mailHasLinksOnLinesOfTheirOwn() {
    assertThat(MailText.of(NotificationText.of(OPENED, URL)))
        .isEqualTo(
            """
            Opened: 1 finding

            - high, production: field <articles.title> & "more"
              https://p.example.com/findings/0123456789abcdef0123456789abcdef

            """);
  }

  /** The example of the specification's reference implementations. */
  @Test
  void signatureIsThatOfStandardWebhooks() {
    assertThat(
            WebhookSignature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
