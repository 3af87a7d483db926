package dev.plumbline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.NotificationChannel.Email;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.Reported;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.notification.NotificationSender.Failed;
import dev.plumbline.notification.NotificationSender.Result;
import dev.plumbline.notification.NotificationSender.Sent;
import dev.plumbline.report.Reports;
import dev.plumbline.report.make.ReportMaker;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.history.ReportStore.Made;
import dev.plumbline.store.history.ReportStore.Trigger;
import dev.plumbline.store.history.Span;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryReportStore;
import dev.plumbline.testkit.SamplePlans;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryFindingStore store = new InMemoryFindingStore();
  private final InMemoryMonitorStore monitor = new InMemoryMonitorStore(store);
  private final InMemoryReportStore reports = new InMemoryReportStore();
  private final List<Notification> sent = new ArrayList<>();
  private final Deque<Result> results = new ArrayDeque<>();
  private final List<Boolean> tries = new ArrayList<>();
  private final NotificationFindings findings =
      new NotificationFindings(List.of(STAGING, PRODUCTION), monitor, store, Clock.systemUTC());

  private static Settings watching(EnvironmentId... environments) {
    TreeMap<EnvironmentId, WatchedEnvironment> watched = new TreeMap<>();
    for (EnvironmentId id : environments) {
      watched.put(
          id,
          new WatchedEnvironment(
              new Environment(id, Tier.STAGING, false),
              Optional.of(
                  new WatchedEnvironment.Directus(
                      URI.create("https://example.com"), Optional.empty())),
              Optional.empty(),
              new Polling(new Schedule.Every(INTERVAL), Duration.ZERO, INTERVAL)));
    }
    return new Settings(
        watched,
        new TreeMap<>(),
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("unused"),
            Duration.ofDays(90)));
  }

  private final InMemoryPlanStore plans = new InMemoryPlanStore(new InMemoryAuditStore(), monitor);

  /** A plan for production with a high hazard. */
  private void planWaits() {
    UUID id = new UUID(7, 1);
    plans.clear();
    SamplePlans.waiting(plans, id, "staging-to-production", NOW);
    plans.events(id).forEach(event -> store.planHappens(event, plans.listed(id).orElseThrow()));
  }

  private static NotificationChannel channel(Selection selection, Optional<Duration> remind) {
    return new NotificationChannel("oncall", new Email(List.of("a@b")), selection, true, remind);
  }

  private static Selection production() {
    return new Selection(
        Access.only(PRODUCTION), EnumSet.of(FindingKind.CHANGE), false, Severity.MEDIUM);
  }

  private static Selection everything() {
    return new Selection(Access.ALL, EnumSet.allOf(FindingKind.class), true, Severity.INFO);
  }

  private Notifier notifier(NotificationChannel channel) {
    return new Notifier(
        channel,
        store,
        (to, notification) -> {
          Result result = results.isEmpty() ? new Sent() : results.remove();
          if (result instanceof Sent) {
            sent.add(notification);
          }
          return result;
        },
        (name, success, took) -> tries.add(success),
        findings,
        new Reports(watching(), reports, reports, Clock.systemUTC()),
        new EligibleApprovers(
            List.of(
                token("ada", Role.ADMIN, Access.ALL),
                token("bob", Role.APPROVER, Access.ALL),
                token("carl", Role.APPROVER, Access.only(PRODUCTION)),
                token("dan", Role.OPERATOR, Access.ALL),
                token("eve", Role.ADMIN, Access.ALL))));
  }

  private static ApiToken token(String name, Role role, Access access) {
    return new ApiToken(name, "0".repeat(64), role, access);
  }

  private void seen(EnvironmentId environment, Severity severity, String... subjects) {
    Scope scope = new Scope.OfComparison(new ComparisonName("to-" + environment));
    List<Observation> seen = new ArrayList<>();
    for (String subject : subjects) {
      seen.add(
          new Observation(
              scope,
              environment,
              FindingKind.CHANGE,
              "field_changed",
              severity,
              subject,
              "",
              subject + " differs"));
    }
    monitor.reconcile(scope, known -> Reconciler.findings(known, seen, NOW));
  }

  private List<String> subjects(Notification notification) {
    return ((Happened) notification)
        .events().stream().map(event -> event.about().subject()).toList();
  }

  @Test
  void onlyWhatIsSelectedIsSentAndOnlyOnce() throws Exception {
    Notifier notifier = notifier(channel(production(), Optional.empty()));
    notifier.sendAll();
    seen(STAGING, Severity.CRITICAL, "a");
    seen(PRODUCTION, Severity.LOW, "b");
    seen(PRODUCTION, Severity.HIGH, "c");

    notifier.sendAll();
    notifier.sendAll();

    assertThat(sent).hasSize(1);
    assertThat(subjects(sent.getFirst())).containsExactly("c");
  }

  @Test
  void nothingThatIsSelectedIsNoTry() throws Exception {
    Notifier notifier = notifier(channel(production(), Optional.empty()));
    notifier.sendAll();
    seen(STAGING, Severity.CRITICAL, "a");

    notifier.sendAll();

    assertThat(tries).isEmpty();
    assertThat(store.channels().getFirst().waiting()).isZero();
  }

  @Test
  void receiverThatKeepsFailingIsAFindingUntilItAccepts() throws Exception {
    Notifier notifier = notifier(channel(everything(), Optional.empty()));
    notifier.sendAll();
    seen(PRODUCTION, Severity.HIGH, "a");
    for (int i = 0; i < 3; i++) {
      results.add(new Failed("connection refused", Optional.of(Duration.ofSeconds(10))));
      notifier.sendAll();
      store.endPauses();
    }

    assertThat(failing())
        .extracting(finding -> finding.observation().message())
        .containsExactlyInAnyOrder(
            "notifications about production cannot be sent to channel oncall: connection refused",
            "notifications about staging cannot be sent to channel oncall: connection refused");
    notifier.sendAll();

    assertThat(failing()).isEmpty();
    assertThat(tries).startsWith(false, false, false, true);
    assertThat(subjects(sent.getFirst())).containsExactly("a");
  }

  @Test
  void nothingIsTriedBeforeThePauseHasEnded() throws Exception {
    Notifier notifier = notifier(channel(everything(), Optional.empty()));
    notifier.sendAll();
    seen(PRODUCTION, Severity.HIGH, "a");
    results.add(new Failed("connection refused"));
    notifier.sendAll();

    notifier.sendAll();

    assertThat(tries).containsExactly(false);
  }

  @Test
  void pausesGrowUpToALimit() {
    assertThat(Notifier.pause(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Notifier.pause(2)).isEqualTo(Duration.ofSeconds(20));
    assertThat(Notifier.pause(1_000_000)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void whatStaysOpenIsNamedAgain() throws Exception {
    seen(PRODUCTION, Severity.HIGH, "a", "b");
    Notifier notifier = notifier(channel(everything(), Optional.of(Duration.ZERO)));

    notifier.sendAll();

    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            StillOpen.class,
            still ->
                assertThat(still.open())
                    .containsExactly(
                        new EventOutbox.OpenFindings(Severity.HIGH, PRODUCTION, 2, NOW)));
  }

  @Test
  void weeklyReportIsSentOnceWithWhatTheChannelIsNotifiedAbout() throws Exception {
    Notifier notifier = notifier(channel(production(), Optional.empty()));
    notifier.sendAll();
    makeReport();
    results.add(new Failed("connection refused", Optional.of(Duration.ofSeconds(10))));
    notifier.sendAll();
    store.endPauses();

    notifier.sendAll();
    notifier.sendAll();

    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            Reported.class,
            reported -> {
              assertThat(reported.id()).isEqualTo("oncall-report-1");
              assertThat(reported.served().report().environments())
                  .extracting(EnvironmentPart::name)
                  .containsExactly("production");
            });
    NotificationText text =
        NotificationText.of(sent.getFirst(), Optional.of(URI.create("https://p.example.com")));
    assertThat(text.title()).startsWith("Plumbline: Weekly report: ");
    assertThat(text.sections())
        .extracting(NotificationText.Section::heading)
        .containsExactly("In short", "What to do next", "The whole report");
    assertThat(text.sections().getLast().lines().getFirst().link())
        .contains(URI.create("https://p.example.com/reports/1"));
  }

  private void makeReport() {
    Span span = new Span(NOW.minus(Duration.ofDays(7)), NOW);
    PeriodReport report =
        new ReportMaker(watching(STAGING, PRODUCTION), reports)
            .make(span, ZoneId.of("UTC"), Optional.empty());
    long id =
        reports
            .add(
                new Made(
                    Trigger.SCHEDULE,
                    span,
                    "UTC",
                    NOW,
                    PeriodReport.SCHEMA_VERSION,
                    RecordJson.write(report)))
            .orElseThrow();
    store.reportIsMade(id);
  }

  private static Selection selection(Access environments, boolean plans, Severity atLeast) {
    return new Selection(environments, Set.of(), plans, atLeast);
  }

  @Test
  void planIsSentToWhomItConcernsOnceWithWhoMayApproveIt() throws Exception {
    NotificationChannel channel =
        channel(selection(Access.only(PRODUCTION), true, Severity.HIGH), Optional.empty());
    Notifier notifier = notifier(channel);
    notifier.sendAll();
    planWaits();
    results.add(new Failed("connection refused", Optional.of(Duration.ofSeconds(10))));
    notifier.sendAll();
    store.endPauses();

    notifier.sendAll();
    notifier(channel).sendAll();

    assertThat(tries).containsExactly(false, true);
    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            PlansHappened.class,
            happened -> {
              assertThat(happened.id()).isEqualTo("oncall-plans-1-1");
              OfPlan event = happened.events().getFirst();
              assertThat(event.event().kind()).isEqualTo(PlanEvent.Kind.WAITING);
              assertThat(event.severity()).isEqualTo(Severity.HIGH);
              assertThat(event.approvers())
                  .as("without the proposer, and who does not see both sides")
                  .containsExactly("bob", "eve");
            });
  }

  @Test
  void planIsNotSentToChannelsThatDoNotSelectIt() throws Exception {
    List<Notifier> notifiers = new ArrayList<>();
    for (Selection selection :
        List.of(
            selection(Access.only(STAGING), true, Severity.INFO),
            selection(Access.ALL, true, Severity.CRITICAL),
            selection(Access.ALL, false, Severity.INFO))) {
      notifiers.add(
          notifier(
              new NotificationChannel(
                  "channel-" + notifiers.size(),
                  new Email(List.of("a@b")),
                  selection,
                  true,
                  Optional.empty())));
    }
    sendAll(notifiers);
    planWaits();

    sendAll(notifiers);

    assertThat(tries).isEmpty();
    assertThat(store.channels()).hasSize(3).allMatch(channel -> channel.waiting() == 0);
  }

  private static void sendAll(List<Notifier> notifiers) throws InterruptedException {
    for (Notifier notifier : notifiers) {
      notifier.sendAll();
    }
  }

  @Test
  void findingOfARemovedChannelIsResolved() throws Exception {
    NotificationChannel channel = channel(everything(), Optional.empty());
    for (int failures = 1; failures <= 3; failures++) {
      findings.failed(channel, failures, "connection refused");
    }
    assertThat(failing()).hasSize(2);

    findings.resolveRemoved(List.of(), Set.of("oncall"));
    assertThat(failing()).as("another replica has it").hasSize(2);
    findings.resolveRemoved(List.of(channel(production(), Optional.empty())), Set.of("oncall"));
    assertThat(failing()).as("it is still notified about production").hasSize(1);
    findings.resolveRemoved(List.of(), Set.of());
    assertThat(failing()).isEmpty();
  }

  private List<Finding> failing() {
    return store.all(Filter.EVERYTHING.unresolved()).stream()
        .filter(finding -> finding.observation().kind() == FindingKind.NOTIFICATION)
        .toList();
  }
}
