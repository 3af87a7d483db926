package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Reconciler.Event;
import dev.plumbline.finding.Reconciler.Outcome;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
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
    Outcome outcome = reconcile(List.of(), List.of(seen("a")), NOON).getFirst();

    assertThat(outcome.event()).isEqualTo(Event.OPENED);
    assertThat(outcome.finding()).isEqualTo(new Finding(seen("a"), NOON, NOON, 1, new Open()));
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

    Outcome outcome = reconcile(List.of(known), List.of(graver), NOON.plusSeconds(60)).getFirst();

    assertThat(outcome.event()).isEqualTo(Event.SEEN);
    assertThat(outcome.finding().openedAt()).isEqualTo(NOON);
    assertThat(outcome.finding().lastSeenAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(outcome.finding().observation()).isEqualTo(graver);
  }

  @Test
  void whatIsNotSeenIsResolvedOnce() {
    List<Outcome> first = reconcile(List.of(open("a")), List.of(), NOON.plusSeconds(60));
    List<Outcome> second = reconcile(findings(first), List.of(), NOON.plusSeconds(120));

    assertThat(first).extracting(Outcome::event).containsExactly(Event.RESOLVED);
    assertThat(first.getFirst().finding().state()).isEqualTo(new Resolved(NOON.plusSeconds(60)));
    assertThat(second).isEmpty();
  }

  @Test
  void whatComesBackIsTheSameFindingReopened() {
    Finding resolved = new Finding(seen("a"), NOON, NOON, 1, new Resolved(NOON.plusSeconds(60)));

    Outcome outcome =
        reconcile(List.of(resolved), List.of(seen("a")), NOON.plusSeconds(120)).getFirst();

    assertThat(outcome.event()).isEqualTo(Event.REOPENED);
    assertThat(outcome.finding().occurrences()).isEqualTo(2);
    assertThat(outcome.finding().openedAt()).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void acknowledgementLastsUntilItsTimeHasCome() {
    Acknowledged acknowledged =
        new Open().acknowledge("anna", "known", NOON, Optional.of(NOON.plusSeconds(60)));
    Finding finding = new Finding(seen("a"), NOON, NOON, 1, acknowledged);

    assertThat(stateAt(finding, NOON.plusSeconds(59))).isEqualTo(acknowledged);
    assertThat(stateAt(finding, NOON.plusSeconds(60))).isEqualTo(new Open());
  }

  @Test
  void acknowledgementIsGoneOnceItIsResolved() {
    Finding finding =
        new Finding(
            seen("a"),
            NOON,
            NOON,
            1,
            new Open().acknowledge("anna", "known", NOON, Optional.empty()));

    List<Outcome> resolved = reconcile(List.of(finding), List.of(), NOON.plusSeconds(1));
    List<Outcome> reopened = reconcile(findings(resolved), List.of(seen("a")), NOON.plusSeconds(2));

    assertThat(reopened.getFirst().finding().state()).isEqualTo(new Open());
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
    Outcome outcome =
        reconcile(List.of(open("a")), List.of(seen("a")), NOON.minusSeconds(5)).getFirst();

    assertThat(outcome.finding().lastSeenAt()).isEqualTo(NOON);
  }

  @Test
  void sameThingSeenTwiceInOneLookingIsOneFinding() {
    assertThat(reconcile(List.of(), List.of(seen("a"), seen("a")), NOON)).hasSize(1);
    assertThat(reconcile(List.of(open("a")), List.of(seen("a"), seen("a")), NOON))
        .extracting(Outcome::event)
        .containsExactly(Event.SEEN);
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

      List<Outcome> outcomes = reconcile(List.copyOf(store.values()), seen, now);

      assertThat(outcomes).extracting(outcome -> outcome.finding().id()).doesNotHaveDuplicates();
      outcomes.forEach(outcome -> store.put(outcome.finding().id(), outcome.finding()));
      for (Finding finding : store.values()) {
        String name = finding.observation().subject();
        assertThat(finding.state() instanceof Resolved).isEqualTo(!visible.contains(name));
        assertThat(finding.occurrences()).isEqualTo(openings.getOrDefault(name, 0).longValue());
        assertThat(finding.openedAt()).isBeforeOrEqualTo(finding.lastSeenAt());
        assertThat(finding.lastSeenAt()).isBeforeOrEqualTo(now);
      }
      List<Finding> replayed = findings(reconcile(List.copyOf(store.values()), seen, now));
      assertThat(replayed).allMatch(finding -> finding.equals(store.get(finding.id())));
      before = visible;
    }
  }

  private static FindingState stateAt(Finding finding, Instant now) {
    return reconcile(List.of(finding), List.of(finding.observation()), now)
        .getFirst()
        .finding()
        .state();
  }

  private static List<Outcome> reconcile(List<Finding> known, List<Observation> seen, Instant now) {
    return Reconciler.reconcile(known, seen, now);
  }

  private static List<Finding> findings(List<Outcome> outcomes) {
    return new ArrayList<>(outcomes.stream().map(Outcome::finding).toList());
  }

  private static Finding open(String subject) {
    return new Finding(seen(subject), NOON, NOON, 1, new Open());
  }

  private static Observation seen(String subject) {
    return new Observation(
        new Scope.OfSources(STAGING),
        STAGING,
        FindingKind.UNREADABLE,
        "code",
        Severity.HIGH,
        subject,
        "",
        "message");
  }
}
