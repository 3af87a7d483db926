package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReconcilerTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final EnvironmentId STAGING = new EnvironmentId("staging");

  @Test
  void newObservationIsOpened() {
    Finding opened = reconcile(List.of(), List.of(seen("a")), NOON).getFirst();

    assertThat(opened).isEqualTo(new Finding(seen("a"), NOON, NOON, 1, new Open()));
    assertThat(FindingEvent.between(Optional.empty(), opened))
        .containsExactly(event(opened, FindingEventKind.OPENED, NOON));
  }

  @Test
  void whatIsSeenAgainKeepsItsBeginningAndTakesTheNewWords() {
    Finding known = open("a");
    Observation graver =
        new Observation(
            known.observation().scope(),
            STAGING,
            FindingKind.UNREADABLE,
            "code",
            Severity.CRITICAL,
            "a",
            "",
            "other words");

    Finding after = reconcile(List.of(known), List.of(graver), NOON.plusSeconds(60)).getFirst();

    assertThat(after.openedAt()).isEqualTo(NOON);
    assertThat(after.lastSeenAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(after.observation()).isEqualTo(graver);
    assertThat(FindingEvent.between(Optional.of(known), after))
        .containsExactly(event(after, FindingEventKind.SEVERITY_CHANGED, NOON.plusSeconds(60)));
  }

  @Test
  void whatIsSeenAgainWithOtherWordsIsNoEvent() {
    Finding known = open("a");
    Finding after =
        reconcile(List.of(known), List.of(seen("a", "3 rows more")), NOON.plusSeconds(60))
            .getFirst();

    assertThat(after.observation().message()).isEqualTo("3 rows more");
    assertThat(FindingEvent.between(Optional.of(known), after)).isEmpty();
  }

  @Test
  void whatIsNotSeenIsResolvedOnce() {
    Finding known = open("a");
    List<Finding> first = reconcile(List.of(known), List.of(), NOON.plusSeconds(60));
    List<Finding> second = reconcile(first, List.of(), NOON.plusSeconds(120));

    assertThat(first)
        .extracting(Finding::state)
        .containsExactly(new Resolved(NOON.plusSeconds(60)));
    assertThat(FindingEvent.between(Optional.of(known), first.getFirst()))
        .containsExactly(event(first.getFirst(), FindingEventKind.RESOLVED, NOON.plusSeconds(60)));
    assertThat(second).isEmpty();
  }

  @Test
  void whatComesBackIsTheSameFindingReopened() {
    Finding resolved = new Finding(seen("a"), NOON, NOON, 1, new Resolved(NOON.plusSeconds(60)));

    Finding reopened =
        reconcile(List.of(resolved), List.of(seen("a")), NOON.plusSeconds(120)).getFirst();

    assertThat(reopened.occurrences()).isEqualTo(2);
    assertThat(reopened.openedAt()).isEqualTo(NOON.plusSeconds(120));
    assertThat(FindingEvent.between(Optional.of(resolved), reopened))
        .containsExactly(event(reopened, FindingEventKind.REOPENED, NOON.plusSeconds(120)));
  }

  @Test
  void acknowledgementLastsUntilItsTimeHasCome() {
    Acknowledged acknowledged =
        new Open().acknowledge("anna", "known", NOON, Optional.of(NOON.plusSeconds(60)));
    Finding finding = new Finding(seen("a"), NOON, NOON, 1, acknowledged);

    assertThat(stateAt(finding, NOON.plusSeconds(59))).isEqualTo(acknowledged);
    assertThat(stateAt(finding, NOON.plusSeconds(60))).isEqualTo(new Open());
    Finding expired = finding.foundAgain(seen("a"), NOON.plusSeconds(60));
    assertThat(FindingEvent.between(Optional.of(finding), expired))
        .containsExactly(
            event(expired, FindingEventKind.ACKNOWLEDGEMENT_EXPIRED, NOON.plusSeconds(60)));
  }

  @Test
  void eventOfAnAcknowledgementNamesWhoAndWhy() {
    Finding known = open("a");
    Finding acknowledged =
        known.in(new Open().acknowledge("anna", "known", NOON, Optional.of(NOON.plusSeconds(60))));
    Finding again =
        known.in(new Open().acknowledge("ben", "still", NOON.plusSeconds(9), Optional.empty()));
    Finding removed = known.in(new Open());

    assertThat(between(known, acknowledged, "anna"))
        .containsExactly(
            new FindingEvent(
                known.id(),
                NOON,
                FindingEventKind.ACKNOWLEDGED,
                Optional.of("anna"),
                Optional.of("known"),
                Optional.of(NOON.plusSeconds(60)),
                Severity.HIGH,
                "message"));
    assertThat(between(acknowledged, again, "ben"))
        .extracting(FindingEvent::kind, FindingEvent::by)
        .containsExactly(tuple(FindingEventKind.ACKNOWLEDGED, Optional.of("ben")));
    assertThat(between(again, removed, "eve"))
        .extracting(FindingEvent::kind, FindingEvent::by, FindingEvent::at)
        .containsExactly(
            tuple(
                FindingEventKind.ACKNOWLEDGEMENT_REMOVED,
                Optional.of("eve"),
                NOON.plusSeconds(30)));
    assertThat(between(known, removed, "eve")).isEmpty();
  }

  private static List<FindingEvent> between(Finding before, Finding after, String by) {
    return FindingEvent.between(Optional.of(before), after, Optional.of(by), NOON.plusSeconds(30));
  }

  @Test
  void acknowledgementIsMissingOnceItIsResolved() {
    Finding finding =
        new Finding(
            seen("a"),
            NOON,
            NOON,
            1,
            new Open().acknowledge("anna", "known", NOON, Optional.empty()));

    List<Finding> resolved = reconcile(List.of(finding), List.of(), NOON.plusSeconds(1));
    List<Finding> reopened = reconcile(resolved, List.of(seen("a")), NOON.plusSeconds(2));

    assertThat(reopened.getFirst().state()).isEqualTo(new Open());
  }

  @Test
  void acknowledgementSaysWhyAndEndsInTheFuture() {
    assertThatThrownBy(() -> new Open().acknowledge("anna", " ", NOON, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("note");
    assertThatThrownBy(() -> new Open().acknowledge("anna", "known", NOON, Optional.of(NOON)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-06-01T12:00:00Z");
  }

  @Test
  void acknowledgementCanBeTakenBackOrReplaced() {
    Acknowledged first = new Open().acknowledge("anna", "known", NOON, Optional.empty());

    assertThat(first.unacknowledge()).isEqualTo(new Open());
    assertThat(first.acknowledge("ben", "still", NOON, Optional.empty()).by()).isEqualTo("ben");
  }

  @Test
  void clockThatGoesBackDoesNotUnsee() {
    Finding after =
        reconcile(List.of(open("a")), List.of(seen("a")), NOON.minusSeconds(5)).getFirst();

    assertThat(after.lastSeenAt()).isEqualTo(NOON);
  }

  @Test
  void sameThingSeenTwiceInOneReadingIsOneFinding() {
    assertThat(reconcile(List.of(), List.of(seen("a"), seen("a")), NOON)).hasSize(1);
    assertThat(reconcile(List.of(open("a")), List.of(seen("a"), seen("a")), NOON))
        .containsExactly(open("a"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void livesAreConsistentWhateverIsSeen(long seed) {
    Random random = new Random(seed);
    Map<FindingId, Finding> store = new TreeMap<>();
    Set<String> before = new HashSet<>();
    Map<String, Integer> openings = new TreeMap<>();
    Instant now = NOON;
    for (int poll = 0; poll < 50; poll++) {
      now = now.plusSeconds(60);
      Set<String> visible = new HashSet<>();
      for (String name : List.of("a", "b", "c", "d", "e")) {
        if (random.nextBoolean()) {
          visible.add(name);
          if (!before.contains(name)) {
            openings.merge(name, 1, Integer::sum);
          }
        }
      }
      List<Observation> seen = visible.stream().map(ReconcilerTest::seen).toList();

      List<Finding> after = reconcile(List.copyOf(store.values()), seen, now);

      assertThat(after).extracting(Finding::id).doesNotHaveDuplicates();
      after.forEach(finding -> store.put(finding.id(), finding));
      for (Finding finding : store.values()) {
        String name = finding.observation().subject();
        assertThat(finding.state() instanceof Resolved).isEqualTo(!visible.contains(name));
        assertThat(finding.occurrences()).isEqualTo(openings.getOrDefault(name, 0).longValue());
        assertThat(finding.openedAt()).isBeforeOrEqualTo(finding.lastSeenAt());
        assertThat(finding.lastSeenAt()).isBeforeOrEqualTo(now);
      }
      List<Finding> replayed = reconcile(List.copyOf(store.values()), seen, now);
      assertThat(replayed).allMatch(finding -> finding.equals(store.get(finding.id())));
      before = visible;
    }
  }

  private static FindingState stateAt(Finding finding, Instant now) {
    return reconcile(List.of(finding), List.of(finding.observation()), now).getFirst().state();
  }

  private static List<Finding> reconcile(List<Finding> known, List<Observation> seen, Instant now) {
    return Reconciler.findings(known, seen, now);
  }

  /** One that Plumbline itself made. */
  private static FindingEvent event(Finding after, FindingEventKind kind, Instant at) {
    return new FindingEvent(
        after.id(),
        at,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        after.observation().severity(),
        after.observation().message());
  }

  private static Finding open(String subject) {
    return new Finding(seen(subject), NOON, NOON, 1, new Open());
  }

  private static Observation seen(String subject) {
    return seen(subject, "message");
  }

  private static Observation seen(String subject, String message) {
    return new Observation(
        new Scope.OfSources(STAGING),
        STAGING,
        FindingKind.UNREADABLE,
        "code",
        Severity.HIGH,
        subject,
        "",
        message);
  }
}
