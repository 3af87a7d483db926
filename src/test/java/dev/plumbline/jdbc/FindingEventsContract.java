package dev.plumbline.jdbc;

import static dev.plumbline.finding.FindingEventKind.ACKNOWLEDGED;
import static dev.plumbline.finding.FindingEventKind.ACKNOWLEDGEMENT_EXPIRED;
import static dev.plumbline.finding.FindingEventKind.ACKNOWLEDGEMENT_REMOVED;
import static dev.plumbline.finding.FindingEventKind.OPENED;
import static dev.plumbline.finding.FindingEventKind.REOPENED;
import static dev.plumbline.finding.FindingEventKind.RESOLVED;
import static dev.plumbline.finding.FindingEventKind.SEVERITY_CHANGED;
import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.FindingState.Unresolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.notification.EventOutbox.Batch;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import dev.plumbline.notification.EventOutbox.NewReport;
import dev.plumbline.notification.EventOutbox.PlanBatch;
import dev.plumbline.notification.EventOutbox.Reminder;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.ComparisonStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store does with the events of findings. */
abstract class FindingEventsContract {
  private static final Observation SEEN = observation(SCOPE, "articles.note");
  private static final FindingId ID = SEEN.id();
  private static final Duration HOUR = Duration.ofHours(1);

  abstract MonitorStore monitor();

  abstract FindingStore findings();

  abstract EventOutbox outbox();

  /** Seals a plan that waits for people, and returns its id. */
  abstract UUID sealPlan();

  /** Records that it expires soon. */
  abstract void warn(UUID plan);

  /** Deletes all plans. */
  abstract void deletePlans();

  /** Makes one by schedule, and returns its id. */
  abstract long makeReport();

  private void seen(long second, Observation... observations) {
    seen(SCOPE, second, observations);
  }

  private void seen(Scope scope, long second, Observation... observations) {
    monitor()
        .reconcile(
            scope, known -> Reconciler.findings(known, List.of(observations), noonPlus(second)));
  }

  private void acknowledge(FindingId id, String by, long second, Optional<Instant> until) {
    change(
        id,
        by,
        second,
        state ->
            state instanceof Unresolved unresolved
                ? unresolved.acknowledge(by, "note of " + by, noonPlus(second), until)
                : state);
  }

  private void unacknowledge(FindingId id, String by, long second) {
    change(
        id,
        by,
        second,
        state -> state instanceof Acknowledged acknowledged ? acknowledged.unacknowledge() : state);
  }

  private void change(FindingId id, String by, long second, UnaryOperator<FindingState> change) {
    findings().update(id, Optional.of(by), noonPlus(second), change);
  }

  private List<FindingEvent> events(FindingId id) {
    return recorded(id).stream().map(FindingEvent.Recorded::event).toList();
  }

  private List<FindingEvent.Recorded> recorded(FindingId id) {
    return findings().events(id, Optional.empty(), 10_000).items();
  }

  private List<FindingEventKind> kinds(FindingId id) {
    return events(id).stream().map(FindingEvent::kind).toList();
  }

  private static FindingEvent event(FindingEventKind kind, long second, Observation observation) {
    return new FindingEvent(
        observation.id(),
        noonPlus(second),
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        observation.severity(),
        observation.message());
  }

  private static FindingEvent by(String name, FindingEvent event) {
    return new FindingEvent(
        event.finding(),
        event.at(),
        event.kind(),
        Optional.of(name),
        event.note(),
        event.until(),
        event.severity(),
        event.message());
  }

  private static FindingEvent acknowledged(String by, long second, Optional<Instant> until) {
    return new FindingEvent(
        ID,
        noonPlus(second),
        ACKNOWLEDGED,
        Optional.of(by),
        Optional.of("note of " + by),
        until,
        SEEN.severity(),
        SEEN.message());
  }

  private static Observation rated(Severity severity, String message) {
    return new Observation(
        SCOPE,
        PRODUCTION,
        FindingKind.CHANGE,
        SEEN.code(),
        severity,
        SEEN.subject(),
        SEEN.path(),
        message);
  }

  @Test
  void everyChangeOfAFindingIsAnEventOldestFirst() {
    Observation graver = rated(Severity.CRITICAL, "It has become worse.");
    seen(1, SEEN);
    acknowledge(ID, "ada", 2, Optional.empty());
    acknowledge(ID, "bob", 3, Optional.of(noonPlus(100)));
    unacknowledge(ID, "eve", 4);
    acknowledge(ID, "bob", 5, Optional.of(noonPlus(10)));
    findings().openLapsed(noonPlus(12));
    seen(20, graver);
    seen(30);
    seen(40, SEEN);

    assertThat(events(ID))
        .containsExactly(
            event(OPENED, 1, SEEN),
            acknowledged("ada", 2, Optional.empty()),
            acknowledged("bob", 3, Optional.of(noonPlus(100))),
            by("eve", event(ACKNOWLEDGEMENT_REMOVED, 4, SEEN)),
            acknowledged("bob", 5, Optional.of(noonPlus(10))),
            event(ACKNOWLEDGEMENT_EXPIRED, 12, SEEN),
            event(SEVERITY_CHANGED, 20, graver),
            event(RESOLVED, 30, graver),
            event(REOPENED, 40, SEEN));
    assertThat(recorded(ID))
        .extracting(FindingEvent.Recorded::id)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void acknowledgementThatHasExpiredEndsWhenTheFindingIsSeenAgain() {
    seen(1, SEEN);
    acknowledge(ID, "bob", 2, Optional.of(noonPlus(10)));

    seen(11, rated(Severity.LOW, "m"));

    assertThat(kinds(ID))
        .containsExactly(OPENED, ACKNOWLEDGED, ACKNOWLEDGEMENT_EXPIRED, SEVERITY_CHANGED);
  }

  @Test
  void whatChangesNothingIsNoEvent() {
    seen(1, SEEN);

    seen(2, SEEN);
    seen(3, rated(SEEN.severity(), "In other words."));
    unacknowledge(ID, "eve", 4);
    findings().openLapsed(noonPlus(5));
    findings().update(new FindingId("0".repeat(32)), Optional.of("eve"), NOON, state -> state);
    seen(6);
    seen(7);
    acknowledge(ID, "eve", 8, Optional.empty());

    assertThat(kinds(ID)).containsExactly(OPENED, RESOLVED);
    assertThat(events(new FindingId("0".repeat(32)))).isEmpty();
  }

  @Test
  void comparisonWritesEventsAndItsConfirmationNone() {
    monitor()
        .compare(
            COMPARISON,
            before ->
                Optional.of(
                    recomputed(
                        Reconciler.findings(before.findings(), List.of(SEEN), noonPlus(1)))));

    assertThat(monitor().confirm(COMPARISON, "basis", noonPlus(2))).isTrue();

    assertThat(events(ID)).containsExactly(event(OPENED, 1, SEEN));
  }

  private static Recomputed recomputed(List<Finding> findings) {
    Drift drift = new Drift(List.of(), List.of(), List.of(), List.of(), true);
    return new Recomputed(
        new ComparisonStatus(
            COMPARISON,
            DriftCounts.of(drift),
            Optional.empty(),
            Optional.empty(),
            "basis",
            noonPlus(1)),
        drift,
        findings);
  }

  @Test
  void failedReconciliationLeavesNeitherFindingsNorEvents() {
    Scope sources = new Scope.OfSources(STAGING);
    seen(1, SEEN);
    Map<Scope, Function<List<Finding>, List<Finding>>> updates = new LinkedHashMap<>();
    updates.put(SCOPE, known -> Reconciler.findings(known, List.of(), noonPlus(2)));
    updates.put(
        sources,
        known -> {
          throw new IllegalArgumentException("no");
        });

    assertThatThrownBy(() -> monitor().reconcile(updates))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(kinds(ID)).containsExactly(OPENED);
    assertThat(findings().finding(ID).orElseThrow().state()).isEqualTo(new Open());
  }

  @Test
  void pagesTogetherAreEveryEventOnce() {
    for (int i = 0; i < 10; i++) {
      seen(2L * i, SEEN);
      seen(2L * i + 1);
      seen(2L * i, observation(SCOPE, "another"));
    }

    List<FindingEvent.Recorded> read = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<FindingEvent.Recorded> page = findings().events(ID, cursor, 3);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      read.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(read).hasSize(20).containsExactlyElementsOf(recorded(ID));
  }

  @Test
  void badCursorsAndLimitsAreRefused() {
    seen(1, SEEN);
    for (String cursor :
        List.of(
            "",
            "x",
            "%%%",
            new Cursor(NOON, "f".repeat(16)).text(),
            new Cursor(NOON, ID.hex()).text())) {
      assertThatThrownBy(() -> findings().events(ID, Optional.of(cursor), 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cursor");
    }
    assertThatThrownBy(() -> findings().events(ID, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
  }

  @Test
  void pruningDeletesTheEventsOfAFindingWithIt() {
    Observation stays = observation(SCOPE, "stays");
    seen(1, SEEN, stays);
    seen(2, stays);

    assertThat(monitor().prune(noonPlus(3))).isEqualTo(1);

    assertThat(events(ID)).isEmpty();
    assertThat(kinds(stays.id())).containsExactly(OPENED);
    seen(4, SEEN, stays);
    assertThat(kinds(ID)).containsExactly(OPENED);
  }

  @Test
  void eventsOfManyFindingsAtOnceAreInTheOrderOfTheFindings() {
    outbox().add("mail");
    Observation[] many =
        IntStream.range(0, 12_000)
            .mapToObj(i -> observation(SCOPE, "articles.field_" + i))
            .toArray(Observation[]::new);

    seen(1, many);

    List<FindingEvent.Recorded> all = outbox().take("mail", 10_000, HOUR).orElseThrow().events();
    assertThat(all).hasSize(10_000);
    assertThat(all).extracting(FindingEvent.Recorded::id).isSorted();
    assertThat(all).extracting(recorded -> recorded.event().finding()).isSorted();
  }

  @Test
  void textsThatPostgresCannotHoldAreReadAsTheyWere() {
    Observation odd = rated(Severity.HIGH, "nul \u0000 half \udc00 sub \u001a0000 {\"a,b\"}");
    seen(1, odd);
    change(
        ID,
        "b\u0000b",
        2,
        state -> new Acknowledged("b\u0000b", "\\ NULL ''", noonPlus(2), Optional.empty()));

    assertThat(events(ID).getFirst()).isEqualTo(event(OPENED, 1, odd));
    assertThat(events(ID).getLast().by()).contains("b\u0000b");
    assertThat(events(ID).getLast().note()).contains("\\ NULL ''");
  }

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stateOfAFindingIsWhatItsEventsSay(long seed) {
    Random random = new Random(seed);
    List<Observation> possible =
        IntStream.range(0, 4).mapToObj(i -> observation(SCOPE, "articles.f" + i)).toList();
    outbox().add("mail");
    for (int second = 1; second <= 40; second++) {
      FindingId id = possible.get(random.nextInt(possible.size())).id();
      switch (random.nextInt(6)) {
        case 0 -> acknowledge(id, "ada", second, Optional.empty());
        case 1 ->
            acknowledge(id, "bob", second, Optional.of(noonPlus(second + 1L + random.nextInt(9))));
        case 2 -> unacknowledge(id, "eve", second);
        case 3 -> findings().openLapsed(noonPlus(second));
        default ->
            seen(
                second,
                possible.stream()
                    .filter(any -> random.nextInt(3) > 0)
                    .map(one -> random.nextInt(4) > 0 ? one : graver(one))
                    .toArray(Observation[]::new));
      }
    }

    List<Finding> all = findings().all(Filter.EVERYTHING);
    assertThat(all).isNotEmpty();
    for (Finding finding : all) {
      List<FindingEvent> events = events(finding.id());
      FindingEvent last = events.getLast();
      assertThat(folded(events)).isEqualTo(finding.state());
      assertThat(last.severity()).isEqualTo(finding.observation().severity());
      assertThat(events.stream().filter(event -> isOpening(event.kind())).count())
          .isEqualTo(finding.occurrences());
      assertThat(events.stream().filter(event -> isOpening(event.kind())).toList().getLast().at())
          .isEqualTo(finding.openedAt());
    }
    assertThat(outbox().take("mail", 10_000, HOUR).orElseThrow().events())
        .containsExactlyInAnyOrderElementsOf(
            all.stream().flatMap(finding -> recorded(finding.id()).stream()).toList());
  }

  private static boolean isOpening(FindingEventKind kind) {
    return kind == OPENED || kind == REOPENED;
  }

  private static Observation graver(Observation one) {
    return new Observation(
        one.scope(),
        one.environment(),
        one.kind(),
        one.code(),
        Severity.CRITICAL,
        one.subject(),
        one.path(),
        one.message());
  }

  /** The state that a finding has after its events. */
  private static FindingState folded(List<FindingEvent> events) {
    assertThat(events.getFirst().kind()).isEqualTo(OPENED);
    FindingState state = new Open();
    for (FindingEvent event : events.subList(1, events.size())) {
      state =
          switch (event.kind()) {
            case OPENED -> throw new AssertionError("opened twice: " + events);
            case REOPENED -> after(Resolved.class, state, new Open());
            case SEVERITY_CHANGED -> after(Unresolved.class, state, state);
            case ACKNOWLEDGED ->
                after(
                    Unresolved.class,
                    state,
                    new Acknowledged(
                        event.by().orElseThrow(),
                        event.note().orElseThrow(),
                        event.at(),
                        event.until()));
            case ACKNOWLEDGEMENT_REMOVED, ACKNOWLEDGEMENT_EXPIRED ->
                after(Acknowledged.class, state, new Open());
            case RESOLVED -> after(Unresolved.class, state, new Resolved(event.at()));
          };
    }
    return state;
  }

  private static FindingState after(
      Class<? extends FindingState> needed, FindingState state, FindingState next) {
    assertThat(state).isInstanceOf(needed);
    return next;
  }

  @Test
  void channelGetsEveryEventFromWhenItWasAddedOnce() {
    seen(1, SEEN);
    outbox().add("mail");
    assertThat(outbox().take("mail", 10, HOUR)).isEmpty();
    assertThat(outbox().take("nobody", 10, HOUR)).isEmpty();
    acknowledge(ID, "ada", 2, Optional.empty());
    seen(3);
    seen(4, SEEN);
    outbox().add("mail");
    outbox().add("chat");

    Batch first = outbox().take("mail", 2, HOUR).orElseThrow();
    assertThat(outbox().take("mail", 2, HOUR)).isEmpty();
    assertThat(outbox().confirm(first)).isTrue();
    Batch second = outbox().take("mail", 2, HOUR).orElseThrow();
    assertThat(outbox().confirm(second)).isTrue();

    assertThat(kinds(first)).containsExactly(ACKNOWLEDGED, RESOLVED);
    assertThat(kinds(second)).containsExactly(REOPENED);
    assertThat(outbox().take("mail", 2, HOUR)).isEmpty();
    assertThat(outbox().take("chat", 2, HOUR)).isEmpty();
    seen(5);
    assertThat(kinds(outbox().take("mail", 2, HOUR).orElseThrow())).containsExactly(RESOLVED);
    assertThat(kinds(outbox().take("chat", 2, HOUR).orElseThrow())).containsExactly(RESOLVED);
  }

  @Test
  void whatADeadProcessTookIsTakenAgainAndItsLateConfirmationIsVoid() {
    outbox().add("mail");
    seen(1, SEEN);
    Batch dead = outbox().take("mail", 1, Duration.ZERO).orElseThrow();

    Batch again = outbox().take("mail", 1, HOUR).orElseThrow();

    assertThat(again.events()).isEqualTo(dead.events());
    assertThat(outbox().confirm(dead)).isFalse();
    assertThat(outbox().take("mail", 1, HOUR)).isEmpty();
    assertThat(outbox().confirm(again)).isTrue();
    assertThat(outbox().take("mail", 1, HOUR)).isEmpty();
  }

  @Test
  void batchThatCouldNotBeSentStaysTheSameAndIsLeftAlone() {
    outbox().add("mail");
    seen(1, SEEN);
    Batch first = outbox().take("mail", 10, HOUR).orElseThrow();
    assertThat(outbox().postpone(first, "connection refused", HOUR)).isTrue();
    assertThat(outbox().take("mail", 10, HOUR)).isEmpty();
    Batch later = postponedUntilNow();
    seen(2);

    Batch again = outbox().take("mail", 10, HOUR).orElseThrow();

    assertThat(again.events()).isEqualTo(later.events());
    assertThat(again.id()).isEqualTo(later.id());
    assertThat(again.failures()).isEqualTo(1);
    assertThat(outbox().channels())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.waiting()).isEqualTo(3);
              assertThat(status.failures()).isEqualTo(1);
              assertThat(status.error()).contains("connection refused");
              assertThat(status.sentAt()).isEmpty();
            });
    assertThat(outbox().postpone(later, "too late", HOUR)).isFalse();
    assertThat(outbox().confirm(again)).isTrue();
    assertThat(kinds(outbox().take("mail", 10, HOUR).orElseThrow()))
        .containsExactly(REOPENED, RESOLVED);
    assertThat(outbox().channels())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.failures()).isZero();
              assertThat(status.error()).isEmpty();
              assertThat(status.sentAt()).isPresent();
            });
  }

  /** Another channel, for which the pause has ended. */
  private Batch postponedUntilNow() {
    outbox().forget(Duration.ofSeconds(-1));
    outbox().add("mail");
    seen(1);
    seen(1, SEEN);
    Batch batch = outbox().take("mail", 1, HOUR).orElseThrow();
    assertThat(outbox().postpone(batch, "connection refused", Duration.ZERO)).isTrue();
    return batch;
  }

  @Test
  void eventSaysWhatItsFindingIsAbout() {
    outbox().add("mail");
    seen(1, SEEN);

    assertThat(outbox().take("mail", 1, HOUR).orElseThrow().about())
        .isEqualTo(
            Map.of(
                ID,
                new EventOutbox.About(
                    SEEN.environment(),
                    Optional.of(COMPARISON),
                    SEEN.kind(),
                    SEEN.code(),
                    SEEN.subject())));
  }

  @Test
  void skippedBatchIsNotASuccess() {
    outbox().add("mail");
    seen(1, SEEN);

    assertThat(outbox().skip(outbox().take("mail", 1, HOUR).orElseThrow())).isTrue();

    assertThat(outbox().take("mail", 1, HOUR)).isEmpty();
    assertThat(outbox().channels())
        .extracting(ChannelStatus::sentAt)
        .containsExactly(Optional.empty());
  }

  @Test
  void reminderNamesWhatIsOpenOnceAnInterval() {
    Selection selection =
        new Selection(Access.ALL, EnumSet.allOf(FindingKind.class), true, Severity.MEDIUM);
    outbox().add("mail");
    seen(1, rated(Severity.HIGH, "one"));

    assertThat(outbox().takeReminder("mail", HOUR, selection, HOUR)).isEmpty();
    Reminder due = outbox().takeReminder("mail", Duration.ZERO, selection, HOUR).orElseThrow();

    assertThat(due.open().getFirst())
        .isEqualTo(new EventOutbox.OpenFindings(Severity.HIGH, SEEN.environment(), 1, noonPlus(1)));
    assertThat(outbox().takeReminder("mail", Duration.ZERO, selection, HOUR)).isEmpty();
    assertThat(outbox().take("mail", 1, HOUR)).isEmpty();
    assertThat(outbox().confirm(due)).isTrue();
    assertThat(outbox().takeReminder("mail", HOUR, selection, HOUR)).isEmpty();
    acknowledge(ID, "ada", 2, Optional.empty());
    assertThat(
            outbox()
                .takeReminder("mail", Duration.ZERO, selection, HOUR)
                .map(Reminder::open)
                .orElse(List.of()))
        .noneMatch(open -> open.severity() == Severity.HIGH);
  }

  @Test
  void channelGetsEveryReportByScheduleFromWhenItWasAddedOnce() {
    makeReport();
    outbox().add("mail");
    assertThat(outbox().takeReport("mail", HOUR)).isEmpty();
    long first = makeReport();
    long second = makeReport();

    NewReport failed = outbox().takeReport("mail", HOUR).orElseThrow();
    assertThat(outbox().takeReport("mail", HOUR)).isEmpty();
    assertThat(outbox().postpone(failed, "connection refused", Duration.ZERO)).isTrue();
    NewReport again = outbox().takeReport("mail", HOUR).orElseThrow();
    assertThat(outbox().confirm(again)).isTrue();

    assertThat(failed.report()).isEqualTo(first);
    assertThat(again.id()).isEqualTo(failed.id());
    assertThat(again.failures()).isEqualTo(1);
    NewReport next = outbox().takeReport("mail", HOUR).orElseThrow();
    assertThat(next.report()).isEqualTo(second);
    assertThat(outbox().confirm(next)).isTrue();
    assertThat(outbox().takeReport("mail", HOUR)).isEmpty();
  }

  @Test
  void channelGetsEveryEventOfPlansFromWhenItWasAddedOnce() {
    sealPlan();
    outbox().add("mail");
    assertThat(outbox().takePlans("mail", 10, HOUR)).isEmpty();
    UUID plan = sealPlan();
    assertThat(outbox().channels().getFirst().waiting()).isEqualTo(1);

    PlanBatch failed = outbox().takePlans("mail", 10, HOUR).orElseThrow();
    assertThat(outbox().takePlans("mail", 10, HOUR)).as("it is taken").isEmpty();
    assertThat(outbox().take("mail", 10, HOUR)).as("the channel is taken").isEmpty();
    assertThat(outbox().postpone(failed, "connection refused", Duration.ZERO)).isTrue();
    warn(plan);
    PlanBatch again = outbox().takePlans("mail", 10, HOUR).orElseThrow();

    assertThat(again.events()).isEqualTo(failed.events());
    assertThat(again.id()).isEqualTo(failed.id()).startsWith("mail-plans-");
    assertThat(again.failures()).isEqualTo(1);
    assertThat(again.events())
        .extracting(recorded -> recorded.event().kind())
        .containsExactly(PlanEvent.Kind.WAITING);
    assertThat(again.plans().values())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.proposal().id()).isEqualTo(plan);
              assertThat(listed.people()).isEqualTo(2);
            });
    assertThat(outbox().confirm(failed)).as("somebody else has it").isFalse();
    assertThat(outbox().confirm(again)).isTrue();
    PlanBatch next = outbox().takePlans("mail", 10, HOUR).orElseThrow();
    assertThat(next.events())
        .extracting(recorded -> recorded.event().kind())
        .containsExactly(PlanEvent.Kind.EXPIRES_SOON);
    assertThat(outbox().skip(next)).isTrue();
    assertThat(outbox().takePlans("mail", 10, HOUR)).isEmpty();
    assertThat(outbox().channels().getFirst().waiting()).isZero();
  }

  @Test
  void batchWhosePlansWereDeletedIsDone() {
    outbox().add("mail");
    sealPlan();
    PlanBatch failed = outbox().takePlans("mail", 1, HOUR).orElseThrow();
    outbox().postpone(failed, "connection refused", Duration.ZERO);

    deletePlans();

    assertThat(outbox().takePlans("mail", 1, HOUR)).isEmpty();
    UUID later = sealPlan();
    assertThat(outbox().takePlans("mail", 1, HOUR).orElseThrow().plans()).containsOnlyKeys(later);
  }

  @Test
  void channelThatNobodyHasConfiguredForAWhileIsForgotten() {
    outbox().add("mail");
    outbox().forget(HOUR);
    assertThat(outbox().channels()).hasSize(1);

    outbox().forget(Duration.ofSeconds(-1));

    assertThat(outbox().channels()).isEmpty();
  }

  private static List<FindingEventKind> kinds(Batch batch) {
    return batch.events().stream().map(recorded -> recorded.event().kind()).toList();
  }
}
