package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.Scope;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.replica.ReplicaStore.Agenda;
import dev.plumbline.replica.ReplicaStore.Due;
import dev.plumbline.replica.ReplicaStore.Next;
import dev.plumbline.replica.ReplicaStore.Plan;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JdbcReplicaStoreTest {
  private static final UUID ONE = uuid(1);
  private static final UUID OTHER = uuid(2);
  private static final Part POLLS = Part.polls(STAGING);
  private static final Part SCANS = Part.scans(STAGING);
  private static final Part COMPARISON = Part.of(new ComparisonName("promotion"));
  private static final Map<Part, String> CONFIGURED =
      Map.of(POLLS, "a", SCANS, "b", COMPARISON, "c");
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  private final StoreDatabase database = StoreDatabase.create();
  private final ReplicaStore store = database.replicas();

  @BeforeEach
  void oneReplicaLives() {
    store.announce(ONE, true, CONFIGURED, Map.of());
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private Agenda beat(UUID replica) {
    return store.beat(replica).orElseThrow();
  }

  private void plan(Part part, Instant next) {
    store.plan(
        new Plan(
            part,
            Objects.requireNonNull(CONFIGURED.get(part)),
            "every",
            "source",
            Optional.empty(),
            next),
        Objects.requireNonNull(beat(ONE).unplanned().get(part)));
  }

  /** As if all that were longer ago. */
  private void silent(UUID replica, int seconds) {
    database
        .sql()
        .run(
            "UPDATE replica SET seen_at = seen_at - interval '%d s' WHERE id = '%s'"
                .formatted(seconds, replica));
  }

  private static Due due(Agenda agenda) {
    assertThat(agenda.due()).hasSize(1);
    return agenda.due().getFirst();
  }

  @Test
  void whatNobodyPlannedIsPlannedOnceAndComparisonsNever() {
    store.announce(OTHER, true, CONFIGURED, Map.of());

    assertThat(beat(ONE).unplanned()).containsOnlyKeys(POLLS, SCANS);
    plan(POLLS, FAR);
    store.plan(new Plan(POLLS, "a", "every", "source", Optional.empty(), NOON), Optional.empty());

    assertThat(store.next(POLLS)).contains(FAR);
    assertThat(beat(OTHER).unplanned()).containsOnlyKeys(SCANS);
    assertThat(beat(OTHER).upcoming()).contains(FAR);
    assertThat(beat(OTHER).due()).isEmpty();
  }

  @Test
  void whatIsDueIsTakenByOneReplica() {
    store.announce(OTHER, true, CONFIGURED, Map.of());
    plan(POLLS, NOON);
    Due mine = due(beat(ONE));
    Due theirs = due(beat(OTHER));

    assertThat(store.take(ONE, mine, FAR)).isTrue();
    assertThat(store.take(OTHER, theirs, FAR)).isFalse();

    assertThat(beat(OTHER).due()).isEmpty();
    assertThat(beat(ONE).due()).isEmpty();
    assertThat(store.next(POLLS)).contains(FAR);
  }

  @Test
  void jobOfAReplicaThatDiedIsDoneAgainAtOnceAndAfterASecondDeathWhenItIsDue() {
    store.announce(OTHER, true, CONFIGURED, Map.of());
    plan(POLLS, NOON);
    store.take(ONE, due(beat(ONE)), FAR);
    silent(ONE, 3);
    assertThat(beat(OTHER).due()).isEmpty();

    silent(ONE, 3);
    Due abandoned = due(beat(OTHER));
    assertThat(abandoned.takenBy()).isEqualTo(ONE);
    assertThat(store.take(OTHER, abandoned, abandoned.next())).isTrue();
    store.leave(OTHER);

    assertThat(beat(ONE).due()).isEmpty();
    store.done(OTHER, POLLS, Optional.empty());
    assertThat(store.next(POLLS)).contains(FAR);
  }

  @Test
  void jobThatEndedIsDueAfterItsIntervalOrWhenItIsToBeLeftAlone() {
    plan(POLLS, NOON);
    store.take(ONE, due(beat(ONE)), FAR);

    store.done(ONE, POLLS, Optional.of(new Next(Duration.ofHours(1), false)));

    Instant inAnHour = beat(ONE).now().plus(Duration.ofHours(1));
    assertThat(store.next(POLLS).orElseThrow()).isBetween(inAnHour.minusSeconds(60), inAnHour);
    store.done(ONE, POLLS, Optional.of(new Next(Duration.ofHours(2), false)));
    assertThat(store.next(POLLS).orElseThrow()).isBeforeOrEqualTo(inAnHour);
    store.done(ONE, POLLS, Optional.of(new Next(Duration.ofHours(2), true)));
    assertThat(store.next(POLLS).orElseThrow()).isAfter(inAnHour);
    database.sql().run("UPDATE due SET next_at = now()");
    store.done(
        ONE, POLLS, Optional.of(new Next(Duration.ofHours(2), Duration.ofMinutes(1), false)));
    assertThat(store.next(POLLS).orElseThrow()).isBefore(inAnHour);
  }

  @Test
  void pausedEnvironmentIsNotDue() {
    plan(POLLS, NOON);
    plan(SCANS, NOON);
    database.monitor().pause(STAGING, new Pause("ada", "upgrade", NOON));

    assertThat(beat(ONE).due()).isEmpty();

    database.monitor().resume(STAGING, "bob", NOON);
    assertThat(beat(ONE).due()).hasSize(2);
  }

  @Test
  void newestDefinitionOfAFitReplicaOverrulesTheOthersWhileItLives() {
    plan(POLLS, NOON);
    store.announce(OTHER, false, Map.of(POLLS, "newer", SCANS, "b"), Map.of());
    assertThat(beat(ONE).overruled()).isEmpty();

    store.announce(OTHER, true, Map.of(POLLS, "newer", SCANS, "b"), Map.of());

    assertThat(beat(ONE).overruled()).containsExactly(POLLS);
    assertThat(beat(ONE).due()).isEmpty();
    assertThat(beat(OTHER).overruled()).isEmpty();
    assertThat(beat(OTHER).unplanned().get(POLLS)).isPresent();
    // Started again beside another of its kind, the older one is no newer than that.
    store.announce(uuid(3), true, CONFIGURED, Map.of());
    assertThat(beat(uuid(3)).overruled()).containsExactly(POLLS);

    silent(OTHER, 14);
    assertThat(beat(ONE).overruled()).containsExactly(POLLS);
    silent(OTHER, 2);
    assertThat(beat(ONE).overruled()).isEmpty();
    assertThat(beat(ONE).due()).hasSize(1);
  }

  /** Suspended, that is, with the configuration that it had before. */
  @Test
  void replicaThatWasTakenForDeadIsNoNewerThanItWasWhenItComesBack() {
    Map<Part, Instant> before = store.announce(ONE, true, CONFIGURED, Map.of());
    assertThat(before).containsOnlyKeys(CONFIGURED.keySet());
    store.announce(OTHER, true, Map.of(POLLS, "newer", SCANS, "b"), Map.of());
    silent(ONE, 16);
    store.forget(ReplicaStore.SILENT);
    assertThat(store.beat(ONE)).isEmpty();

    assertThat(store.announce(ONE, true, CONFIGURED, before)).isEqualTo(before);

    assertThat(beat(ONE).overruled()).containsExactly(POLLS);
    assertThat(beat(OTHER).overruled()).isEmpty();
    // What others were configured with meanwhile, as in a rolling back, is as new as that is.
    store.leave(ONE);
    Map<Part, Instant> back = store.announce(uuid(3), true, CONFIGURED, Map.of());
    assertThat(store.announce(ONE, true, CONFIGURED, before)).isEqualTo(back);
    assertThat(beat(OTHER).overruled()).containsExactly(POLLS);
  }

  @Test
  void jobThatIsDueIsNotTakenByAReplicaThatWasOverruledSince() {
    plan(POLLS, NOON);
    Due due = due(beat(ONE));
    store.announce(OTHER, true, Map.of(POLLS, "newer", SCANS, "b"), Map.of());

    assertThat(store.take(ONE, due, FAR)).isFalse();
    assertThat(store.take(OTHER, due, FAR)).isTrue();
  }

  @Test
  void partLeavesWhenNoLivingReplicaKnowsItAndComesBack() {
    plan(POLLS, FAR);
    store.announce(OTHER, true, Map.of(Part.polls(PRODUCTION), "x"), Map.of());
    silent(ONE, 19);
    store.forget(Duration.ofSeconds(20));
    assertThat(store.left()).isEmpty();

    silent(ONE, 2);
    store.forget(Duration.ofSeconds(20));

    assertThat(store.left()).containsOnlyKeys(POLLS, SCANS, COMPARISON);
    assertThat(store.next(POLLS)).isEmpty();
    assertThat(store.beat(ONE)).isEmpty();
    store.announce(ONE, true, CONFIGURED, Map.of());
    assertThat(store.left()).isEmpty();
  }

  @Test
  void whatLeftIsKeptUntilRetention() {
    Finding known =
        Samples.finding(
            observation(new Scope.OfSources(STAGING), "a"),
            NOON,
            new Acknowledged("ada", "known", NOON, Optional.empty()));
    Finding pair =
        Samples.finding(observation(new Scope.OfPair(PRODUCTION, STAGING), "b"), NOON, new Open());
    Finding stays =
        Samples.finding(observation(new Scope.OfSources(PRODUCTION), "c"), NOON, new Open());
    for (Finding finding : List.of(known, pair, stays)) {
      database.monitor().reconcile(finding.observation().scope(), before -> List.of(finding));
    }
    database.monitor().pause(STAGING, new Pause("ada", "upgrade", NOON));
    store.announce(OTHER, true, Map.of(Part.polls(PRODUCTION), "x"), Map.of());
    store.leave(ONE);
    store.forget(Duration.ofSeconds(20));

    assertThat(store.prune(noonPlus(0))).isZero();
    assertThat(database.findings().all(Filter.EVERYTHING)).hasSize(3);
    assertThat(database.findings().left()).containsKey(POLLS);
    // Opened each, and one acknowledged: that its environment left is no event of a finding.
    assertThat(database.sql().value("SELECT count(*) FROM finding_event")).isEqualTo("4");

    store.prune(FAR);

    assertThat(database.findings().all(Filter.EVERYTHING)).containsExactly(stays);
    assertThat(database.sql().rows("SELECT finding FROM finding_event"))
        .containsExactly(stays.id().hex());
    assertThat(database.sql().rows("SELECT name FROM environment")).isEmpty();
    assertThat(store.left()).isEmpty();
  }
}
