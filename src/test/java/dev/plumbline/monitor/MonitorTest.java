package dev.plumbline.monitor;

import static dev.plumbline.monitor.World.DEADLINE;
import static dev.plumbline.monitor.World.INTERVAL;
import static dev.plumbline.monitor.World.PRODUCTION;
import static dev.plumbline.monitor.World.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Verdict;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Result;
import dev.plumbline.watch.ReadingPermits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MonitorTest {
  private final World world = new World();

  @Test
  void nothingIsKnownBeforeTheFirstPoll() {
    assertThat(reason()).contains("staging has not been read yet");

    world.poll(STAGING);

    assertThat(reason()).contains("production has not been read yet");
  }

  @Test
  void equalSchemasAreInSync() {
    world.pollAll();

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).isEmpty();
  }

  @Test
  void aChangeIsDriftUntilItIsUndone() {
    world.pollAll();
    world.schema(STAGING, "articles", "events");

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.CHANGED);

    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);
    assertThat(world.findings()).containsExactly("production collection_added open");

    world.schema(STAGING, "articles");
    world.poll(STAGING);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).containsExactly("production collection_added resolved");
  }

  @Test
  void collectionsThatDisappearAreOneFindingUntilTheyAreBack() {
    world.schema(STAGING, "articles", "events", "places", "tags");
    world.pollAll();
    world.store.count(new ItemCount("events", 120, ItemCount.Method.EXACT, Instant.EPOCH));
    assertThat(world.losses()).isEmpty();

    world.schema(STAGING, "articles", "tags");
    world.poll(STAGING);

    assertThat(world.losses())
        .singleElement()
        .asString()
        .startsWith("open: 2 collections disappeared from staging: `events` (120 rows at ")
        .contains("`places` (rows never counted)");

    world.schema(STAGING, "articles");
    world.poll(STAGING);
    assertThat(world.losses()).hasSize(2).last().asString().contains("2 collections");

    world.schema(STAGING, "articles", "events", "places", "tags");
    world.poll(STAGING);
    assertThat(world.losses()).hasSize(2).allMatch(loss -> loss.startsWith("resolved"));
  }

  @Test
  void aLossIsNotReportedForEver() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.schema(STAGING, "articles");
    world.poll(STAGING);
    world.pass(Duration.ofDays(29));
    world.poll(STAGING);
    assertThat(world.losses()).singleElement().asString().startsWith("open");

    world.pass(Duration.ofDays(2));
    world.poll(STAGING);

    assertThat(world.losses()).singleElement().asString().startsWith("resolved");
  }

  @Test
  void anUnchangedDatabaseIsNotReadAgain() {
    world.pollAll();
    world.reads.clear();

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.UNCHANGED);

    assertThat(world.reads).containsExactly("staging status", "staging fingerprint");
  }

  @Test
  void aChangeInFlightIsReadAgainBeforeItIsBelieved() {
    world.pollAll();
    world.schema(STAGING, "articles", "half_done");
    world.whileWaiting(() -> world.schema(STAGING, "articles"));

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.UNCHANGED);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void aSchemaThatNeverSettlesIsUnknown() {
    world.pollAll();
    world.schema(STAGING, "articles", "busy0");
    for (int i = 1; i < 20; i++) {
      String name = "busy" + i;
      world.whileWaiting(() -> world.schema(STAGING, "articles", name));
    }

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.FAILED);

    assertThat(reason()).contains("staging: database unsettled");
    assertThat(world.findings()).containsExactly("staging database_unreadable open");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = Mode.EXCLUDE,
      names = {"NOT_CONFIGURED", "PAUSED"})
  void anUnreadableDatabaseMakesItUnknownAndNeverInSync(Reason reason) {
    world.pollAll();
    world.databaseFails(PRODUCTION, reason);

    assertThat(world.poll(PRODUCTION).result()).isEqualTo(Result.FAILED);

    assertThat(reason()).contains("production: database " + reason.label());
    assertThat(world.findings()).containsExactly("production database_unreadable open");

    world.databaseWorks(PRODUCTION);
    world.poll(PRODUCTION);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).containsExactly("production database_unreadable resolved");
  }

  @Test
  void anUnreadableApiMakesItUnknownAlthoughTheDatabaseIsThere() {
    world.pollAll();
    world.apiFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);

    assertThat(reason()).contains("staging: api unreachable: the API is broken");

    world.apiWorks(STAGING);
    world.poll(STAGING);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void findingsStayAsTheyAreWhileOneSideCannotBeRead() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.databaseFails(STAGING, Reason.TIMED_OUT);
    world.schema(PRODUCTION, "articles", "events");

    world.poll(STAGING);
    world.poll(PRODUCTION);

    assertThat(world.findings())
        .containsExactly("production collection_added open", "staging database_unreadable open");
  }

  @Test
  void aStaleApiIsAFindingAndTheDatabaseIsBelieved() {
    world.pollAll();
    world.database(STAGING, "articles", "behind_the_back");
    world.poll(STAGING);

    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);
    assertThat(world.findings())
        .hasSize(2)
        .contains("production collection_added open")
        .anyMatch(finding -> finding.startsWith("staging api_"));

    world.api(STAGING, "articles", "behind_the_back");
    world.poll(STAGING);

    assertThat(world.findings())
        .contains("production collection_added open")
        .filteredOn(finding -> finding.startsWith("staging"))
        .allMatch(finding -> finding.endsWith("resolved"));
  }

  @Test
  void anotherVersionOfDirectusIsAskedForItsSchemaAgain() {
    world.pollAll();
    world.reads.clear();
    world.upgrade("12.5.0");

    world.poll(STAGING);

    assertThat(world.reads).contains("staging api");
    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);
    assertThat(world.findings()).containsExactly("production directus_version_changed open");
  }

  @Test
  void aPollIsRunningUntilTheComparisonsKnowOfIt() {
    UUID poll = world.service.requestPoll(STAGING).orElseThrow().id();

    assertThat(world.resultsWhileWorking).containsExactly(Result.RUNNING);
    assertThat(world.service.poll(poll)).map(Poll::result).contains(Result.CHANGED);
  }

  @Test
  void aPollThatIsAskedForLooksAfterItWasAskedFor() {
    List<Runnable> work = new ArrayList<>();
    PollQueue polls = new PollQueue(world.monitor);
    Poll first = polls.request(STAGING, work::add);
    Poll second = polls.request(STAGING, work::add);
    Poll third = polls.request(STAGING, work::add);

    work.forEach(Runnable::run);

    assertThat(work).hasSize(1);
    assertThat(second.id()).isNotEqualTo(first.id()).isEqualTo(third.id());
    assertThat(world.store.poll(first.id())).map(Poll::result).contains(Result.CHANGED);
    assertThat(world.store.poll(second.id())).map(Poll::result).contains(Result.UNCHANGED);
    assertThat(polls.isUnderWay(second)).isFalse();
  }

  @Test
  void aPollOfAnotherReplicaIsDeadOnceItCouldHaveWaitedAndRun() {
    List<Runnable> work = new ArrayList<>();
    PollQueue elsewhere = new PollQueue(world.monitor);
    elsewhere.request(STAGING, work::add);
    UUID waiting = elsewhere.request(STAGING, work::add).id();

    world.pass(DEADLINE.multipliedBy(6).plusSeconds(59));
    assertThat(world.service.poll(waiting)).map(Poll::result).contains(Result.RUNNING);

    world.pass(Duration.ofSeconds(2));
    assertThat(world.service.poll(waiting)).map(Poll::result).contains(Result.FAILED);
  }

  @Test
  void aDeadPollerNeverLeavesAGreenLight() {
    world.pollAll();

    world.pass(INTERVAL.multipliedBy(3).plus(Duration.ofMinutes(3)));

    assertThat(reason()).contains("more than 3 polls ago");
  }

  @Test
  void aPausedEnvironmentIsUnknownAndNotPolledOnSchedule() {
    world.pollAll();
    world.service.pause(STAGING, "ada", "maintenance");
    world.reads.clear();

    world.service.pollOnSchedule(STAGING);

    assertThat(world.reads).isEmpty();
    assertThat(reason()).contains("staging is paused by ada");

    world.service.resume(STAGING, "bob");

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void whatIsBelowTheApiIsComparedToo() {
    world.pollAll();
    world.catalog(STAGING, inventory("articles_odd"));

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.CHANGED);

    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);
    assertThat(world.findings()).containsExactly("production check_constraint_added open");

    world.catalog(PRODUCTION, inventory("articles_odd"));
    world.poll(PRODUCTION);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).containsExactly("production check_constraint_added resolved");
  }

  @Test
  void aMismatchIsAFindingUntilItIsUndone() {
    world.catalog(STAGING, mismatch("articles.gone"));
    world.pollAll();
    assertThat(world.findings()).containsExactly("staging ghost_field open");

    world.databaseFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);
    assertThat(world.findings())
        .containsExactly("staging database_unreadable open", "staging ghost_field open");

    world.databaseWorks(STAGING);
    world.poll(STAGING);
    assertThat(world.findings())
        .containsExactly("staging database_unreadable resolved", "staging ghost_field open");

    world.catalog(STAGING, inventory());
    world.poll(STAGING);
    assertThat(world.findings())
        .containsExactly("staging database_unreadable resolved", "staging ghost_field resolved");
  }

  @Test
  void mismatchesOfAPollThatDiedBeforeItReportedThemAreReportedByTheNext() {
    world.catalog(STAGING, mismatch("articles.gone"));
    world.pollThatDiesAfterItIsRecorded(STAGING);
    assertThat(world.findings()).isEmpty();

    world.reads.clear();
    assertThat(world.poll(STAGING).result()).isEqualTo(Result.UNCHANGED);

    assertThat(world.reads).doesNotContain("staging database");
    assertThat(world.findings()).containsExactly("staging ghost_field open");
  }

  @Test
  void whatAVersionWithoutCatalogsLeftIsReadAnewAndUnknownUntilThen() {
    world.pollAll();
    world.forgetCatalog(PRODUCTION);
    assertThat(reason()).contains("production: the catalog has not been read yet");

    world.reads.clear();
    assertThat(world.poll(PRODUCTION).result()).isEqualTo(Result.UNCHANGED);

    assertThat(world.reads).contains("production database");
    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void withoutADatabaseNothingBelowTheApiIsComparedAndItsMismatchesAreResolved() {
    world.catalog(STAGING, mismatch("articles.gone"));
    world.catalog(PRODUCTION, inventory("articles_odd"));
    world.pollAll();
    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);

    world.withoutDatabase(STAGING);
    world.pollAll();

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.promotion().verdict().counts().orElseThrow().catalogCompared()).isFalse();
    assertThat(world.findings())
        .containsExactly(
            "production check_constraint_removed resolved", "staging ghost_field resolved");
  }

  private static CatalogReading inventory(String... checks) {
    SortedMap<ObjectId, JsonObject> objects = new TreeMap<>();
    for (String check : checks) {
      objects.put(new ObjectId(ObjectKind.CHECK_CONSTRAINT, "articles", check), JsonObject.EMPTY);
    }
    return new CatalogReading(new Inventory(objects), List.of(), List.of());
  }

  private static CatalogReading mismatch(String subject) {
    return new CatalogReading(
        inventory().inventory(),
        List.of(new Mismatch(MetadataMismatch.GHOST_FIELD, subject, "", "It has no column.")),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({"5, 20", "30, 120", "60, 240", "120, 300"})
  void anEnvironmentThatFailsIsLeftAloneForFourIntervalsAndFiveMinutesAtMost(
      int interval, int longest) {
    world.every(Duration.ofSeconds(interval));
    world.databaseFails(STAGING, Reason.UNREACHABLE);
    for (int i = 0; i < 9; i++) {
      world.poll(STAGING);
    }
    world.reads.clear();

    world.pass(Duration.ofSeconds(longest - 1));
    world.service.pollOnSchedule(STAGING);
    assertThat(world.reads).isEmpty();

    world.pass(Duration.ofSeconds(1));
    world.service.pollOnSchedule(STAGING);
    assertThat(world.reads).isNotEmpty();
  }

  @Test
  void anIntervalOfFiveMinutesIsNeverLengthened() {
    world.databaseFails(STAGING, Reason.UNREACHABLE);
    for (int i = 0; i < 9; i++) {
      world.poll(STAGING);
    }
    world.reads.clear();

    world.pass(INTERVAL.minusSeconds(1));
    world.service.pollOnSchedule(STAGING);

    assertThat(world.reads).isNotEmpty();
  }

  @Test
  void whenOneOfTwoSourcesIsBackTheOtherIsAskedAtTheNormalInterval() {
    world.every(Duration.ofMinutes(1));
    world.databaseFails(STAGING, Reason.UNREACHABLE);
    world.apiFails(STAGING, Reason.UNREACHABLE);
    for (int i = 0; i < 9; i++) {
      world.poll(STAGING);
    }
    world.apiWorks(STAGING);
    world.poll(STAGING);
    world.reads.clear();

    world.pass(Duration.ofMinutes(1));
    world.service.pollOnSchedule(STAGING);

    assertThat(world.reads).isNotEmpty();
  }

  @Test
  void aClockThatWasAheadDelaysNoPollAndKeepsNoVerdict() {
    world.pass(Duration.ofDays(400));
    world.pollAll();
    world.pass(Duration.ofDays(-400));

    assertThat(reason()).contains("staging was last read at 2027");

    world.reads.clear();
    world.service.pollOnSchedule(STAGING);
    world.service.pollOnSchedule(PRODUCTION);
    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void anOutageIsOneFindingWhateverItsReasonIsAtTheMoment() {
    world.databaseFails(STAGING, Reason.TIMED_OUT);
    world.poll(STAGING);
    world.acknowledge("staging database_unreadable open");
    world.databaseFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);
    world.databaseFails(STAGING, Reason.UNAUTHORIZED);
    world.poll(STAGING);

    assertThat(world.findings()).containsExactly("staging database_unreadable acknowledged");
    assertThat(world.reasons()).containsExactly("unauthorized");
  }

  @Test
  void aStandingDisagreementIsAskedAboutLessAndLessOftenAndTheDatabaseIsNotReadAgain() {
    world.database(STAGING, "articles", "events");
    world.poll(STAGING);
    world.reads.clear();

    List<Integer> polls = new ArrayList<>();
    for (int poll = 1; poll <= 60; poll++) {
      world.pass(INTERVAL);
      world.service.pollOnSchedule(STAGING);
      if (world.reads.remove("staging api")) {
        polls.add(poll);
      }
    }

    assertThat(world.reads).doesNotContain("staging database");
    assertThat(polls).containsExactly(1, 2, 3, 5, 9, 16, 28, 40, 52);
    assertThat(world.findings()).contains("staging api_stale open");

    world.api(STAGING, "articles", "events");
    world.poll(STAGING);

    assertThat(world.findings()).contains("staging api_stale resolved");
    assertThat(world.reads).doesNotContain("staging database");
  }

  @Test
  void aPersonWhoAsksIsNotPutOff() {
    world.database(STAGING, "articles", "events");
    for (int poll = 0; poll < 9; poll++) {
      world.poll(STAGING);
    }
    world.api(STAGING, "articles", "events");

    world.poll(STAGING);

    assertThat(world.findings()).contains("staging api_stale resolved");
  }

  @Test
  void aChangeWhileTheApiIsAskedAgainIsRead() {
    world.database(STAGING, "articles", "events");
    world.poll(STAGING);
    world.whileApiIsRead(() -> world.database(STAGING, "articles"));

    world.poll(STAGING);

    assertThat(world.findings()).containsExactly("staging api_stale resolved");
  }

  @Test
  void whatAnotherVersionReadIsNeverComparedAndIsReadAgain() {
    world.catalog(STAGING, mismatch("articles.gone"));
    world.pollAll();
    world.reads.clear();
    world.restartAs("another version");
    world.poll(STAGING);

    assertThat(world.reads).contains("staging database");
    assertThat(reason())
        .isEqualTo(
            "production was read by another version of Plumbline; it is read again at the next"
                + " poll");
    assertThat(world.findings()).containsExactly("staging ghost_field open");

    world.poll(PRODUCTION);
    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).containsExactly("staging ghost_field open");

    world.reads.clear();
    world.pollAll();
    assertThat(world.reads).doesNotContain("staging database", "production database");
  }

  @Test
  void aReplicaOfAnOlderVersionLeavesTheNewerOneAlone() {
    Monitor older = world.monitor;
    MonitorService olderService = world.service;
    world.pollAll();
    world.restartAs("another version");
    world.pollAll();
    world.reads.clear();
    world.pass(INTERVAL);

    olderService.pollOnSchedule(STAGING);
    Poll asked = world.poll(older, STAGING);

    assertThat(world.reads).isEmpty();
    assertThat(asked.result()).isEqualTo(Result.FAILED);
    assertThat(asked.message().orElseThrow()).contains("another version of Plumbline has started");
    assertThat(olderService.comparison(World.PROMOTION).orElseThrow().verdict())
        .isInstanceOf(VerdictSummary.Unknown.class);
    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void aReplicaTakesOverFromAVersionThatWasTakenBack() {
    MonitorService older = world.service;
    world.pollAll();
    world.restartAs("another version");
    world.pollAll();
    world.reads.clear();
    world.pass(INTERVAL.multipliedBy(3));

    older.pollOnSchedule(STAGING);
    assertThat(world.reads).isEmpty();

    world.pass(DEADLINE.plusSeconds(1));
    older.pollOnSchedule(STAGING);
    older.pollOnSchedule(PRODUCTION);

    assertThat(world.reads).contains("staging database", "production database");
    assertThat(older.comparison(World.PROMOTION).orElseThrow().verdict().state())
        .isEqualTo(Verdict.State.IN_SYNC);
  }

  @Test
  void replicaWithAnOlderConfigurationLeavesAloneWhatIsDefinedOtherwise() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.acknowledge("production collection_added open");
    world.schema(PRODUCTION, "articles", "events");
    world.standing.is(
        Optional.empty(),
        Set.of(Part.polls(PRODUCTION), Part.of(World.PROMOTION)),
        world.clock.instant());

    Poll refused = world.poll(PRODUCTION);
    world.poll(STAGING);

    assertThat(refused.result()).isEqualTo(Result.FAILED);
    assertThat(refused.message().orElseThrow()).contains("newer configuration of production");
    assertThat(world.findings()).containsExactly("production collection_added acknowledged");
    assertThat(world.promotion().verdict().state())
        .as("by the rules of the other replica")
        .isEqualTo(Verdict.State.DRIFTED);

    world.standing.is(Optional.empty(), Set.of(), world.clock.instant());
    world.poll(PRODUCTION);

    assertThat(world.findings()).containsExactly("production collection_added resolved");
  }

  @Test
  void whatWasComparedByOtherRulesIsComparedAgainWithoutAPoll() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.reads.clear();
    world.ignore("events");
    assertThat(state()).isEqualTo(Verdict.State.UNKNOWN);

    world.service.compareChanged();

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings()).containsExactly("production collection_added resolved");
    assertThat(world.reads).isEmpty();
  }

  @Test
  void comparisonThatCannotBeMadeKeepsNoOtherFromBeingComparedAgain() {
    ComparisonName damaged = new ComparisonName("backwards");
    world.pollAll();
    world.ignore("events");
    world.compareAlso(damaged);
    world.store.damage(damaged);

    assertThatThrownBy(() -> world.service.compareChanged())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'backwards'");

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
  }

  /** It must not say unknown until it has asked, which takes long on a machine that is busy. */
  @Test
  void replicaShowsWhatNewerRulesJustMadeBeforeItKnowsThatItIsOverruled() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    MonitorService older = world.service;
    assertThat(state(older)).isEqualTo(Verdict.State.DRIFTED);
    world.ignore("events");
    world.service.compareChanged();

    assertThat(state(older)).isEqualTo(Verdict.State.IN_SYNC);

    world.pass(Duration.ofSeconds(4));
    assertThat(state(older)).as("it has not asked since").isEqualTo(Verdict.State.IN_SYNC);

    world.standing.is(Optional.empty(), Set.of(), world.clock.instant());
    assertThat(state(older)).as("nobody overrules it").isEqualTo(Verdict.State.UNKNOWN);
  }

  /** It asks each second; what the store says counts at the moment of writing. */
  @Test
  void replicaThatDoesNotKnowYetThatItIsOverruledChangesNothing() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.store.overrule(Set.of(Part.of(World.PROMOTION)));
    world.schema(STAGING, "articles");
    world.poll(STAGING);

    assertThat(world.findings()).containsExactly("production collection_added open");

    world.store.overrule(Set.of(Part.polls(STAGING)));
    world.databaseFails(STAGING, Reason.UNREACHABLE);

    assertThat(world.poll(STAGING).message()).contains("another replica");
    assertThat(world.findings()).containsExactly("production collection_added open");
    assertThat(world.store.environment(STAGING).orElseThrow().pollFailures()).isZero();
  }

  private static Verdict.State state(MonitorService service) {
    return service.comparison(World.PROMOTION).orElseThrow().verdict().state();
  }

  @Test
  void onlyTheSourceThatHangsIsBlamed() {
    world.pollAll();
    world.deadline(Duration.ofMillis(200));
    world.databaseHangs(STAGING);

    assertThat(world.poll(STAGING).result()).isEqualTo(Result.FAILED);

    assertThat(world.findings()).containsExactly("staging database_unreadable open");
    assertThat(world.reasons()).containsExactly("timed_out");

    world.databaseWorks(STAGING);
    world.apiHangs(STAGING);
    world.database(STAGING, "articles", "events");
    world.poll(STAGING);

    assertThat(world.findings())
        .containsExactly("staging api_unreadable open", "staging database_unreadable resolved");
    assertThat(world.store.environment(STAGING).orElseThrow().snapshot())
        .isEqualTo(world.fingerprint("articles", "events"));
  }

  @Test
  void waitingForTheSchemasOfOthersIsTheFaultOfNeitherSource() throws InterruptedException {
    world.pollAll();
    world.deadline(Duration.ofMillis(50));
    world.schema(STAGING, "articles", "events");
    try (ReadingPermits.Permit one = world.heavyWork.forOnePoll();
        ReadingPermits.Permit two = world.heavyWork.forOnePoll()) {
      one.acquire();
      two.acquire();

      Poll poll = world.poll(STAGING);

      assertThat(poll.result()).isEqualTo(Result.FAILED);
      assertThat(poll.message().orElseThrow()).contains("while other environments were read");
      assertThat(world.findings()).isEmpty();
      assertThat(reason()).isEqualTo("staging has changed and has not been read again yet");
    }
    world.poll(STAGING);
    assertThat(state()).isEqualTo(Verdict.State.DRIFTED);
  }

  @Test
  void whenAPollCannotBeRecordedNothingIsKnownAtOnceAndThePollIsNotRunning() {
    world.pollAll();
    world.storeRefuses("its disk is full");

    UUID poll = world.service.requestPoll(STAGING).orElseThrow().id();

    assertThat(reason()).contains("the poll of staging at 2026").contains("its disk is full");
    assertThat(world.service.environment(STAGING).orElseThrow().stale()).isTrue();
    assertThat(world.service.poll(poll).orElseThrow().message().orElseThrow())
        .isEqualTo("could not be recorded: its disk is full");

    world.storeWorks();
    world.poll(STAGING);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.store.poll(poll).orElseThrow().message().orElseThrow())
        .isEqualTo("could not be recorded: its disk is full");
  }

  private Verdict.State state() {
    return world.promotion().verdict().state();
  }

  /** Why it is unknown; empty if it is not. */
  private String reason() {
    return world.promotion().verdict() instanceof VerdictSummary.Unknown(String reason)
        ? reason
        : "";
  }
}
