package dev.plumbline.monitor;

import static dev.plumbline.monitor.World.DEADLINE;
import static dev.plumbline.monitor.World.INTERVAL;
import static dev.plumbline.monitor.World.PRODUCTION;
import static dev.plumbline.monitor.World.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Verdict;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.memory.ItemCount;
import dev.plumbline.memory.Poll;
import dev.plumbline.memory.Poll.Result;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(world.findings()).containsExactly("staging database_unsettled open");
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
    assertThat(world.findings()).containsExactly("production database_" + reason.label() + " open");

    world.databaseWorks(PRODUCTION);
    world.poll(PRODUCTION);

    assertThat(state()).isEqualTo(Verdict.State.IN_SYNC);
    assertThat(world.findings())
        .containsExactly("production database_" + reason.label() + " resolved");
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
        .containsExactly("production collection_added open", "staging database_timed_out open");
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
    Polls polls = new Polls(world.monitor);
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
    Polls elsewhere = new Polls(world.monitor);
    elsewhere.request(STAGING, work::add);
    UUID waiting = elsewhere.request(STAGING, work::add).id();

    world.pass(DEADLINE.multipliedBy(2).plusSeconds(59));
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

    world.service.resume(STAGING);

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
        .containsExactly("staging database_unreachable open", "staging ghost_field open");

    world.databaseWorks(STAGING);
    world.poll(STAGING);
    assertThat(world.findings())
        .containsExactly("staging database_unreachable resolved", "staging ghost_field open");

    world.catalog(STAGING, inventory());
    world.poll(STAGING);
    assertThat(world.findings())
        .containsExactly("staging database_unreachable resolved", "staging ghost_field resolved");
  }

  @Test
  void mismatchesOfAPollThatDiedBeforeItToldThemAreToldByTheNext() {
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
    assertThat(((Verdict.InSync) world.promotion().verdict()).drift().catalogCompared()).isFalse();
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
        List.of(new Mismatch(MismatchCode.GHOST_FIELD, subject, "", "It has no column.")),
        List.of());
  }

  @Test
  void findingsOfWhatIsNotConfiguredAnyMoreAreResolved() {
    world.schema(STAGING, "articles", "events");
    world.pollAll();
    world.apiFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);

    world.resolveLeftoversOfAnEmptyConfiguration();

    assertThat(world.findings())
        .containsExactly(
            "production collection_added resolved", "staging api_unreachable resolved");
  }

  @Test
  void recordsOfADatabaseThatIsNotConfiguredAnyMoreAreNobodysMatter() {
    world.violation(STAGING);
    world.violation(PRODUCTION);

    world.withoutDatabase(STAGING);
    world.resolveLeftovers(world.settings);

    assertThat(world.findings())
        .containsExactly(
            "production orphaned_reference open", "staging orphaned_reference resolved");
  }

  @Test
  void anEnvironmentThatFailsIsLeftAloneForAWhile() {
    world.databaseFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);
    world.poll(STAGING);
    world.poll(STAGING);
    world.reads.clear();

    world.pass(INTERVAL);
    world.service.pollOnSchedule(STAGING);
    assertThat(world.reads).isEmpty();

    world.pass(INTERVAL);
    world.service.pollOnSchedule(STAGING);
    assertThat(world.reads).isNotEmpty();
  }

  private Verdict.State state() {
    return world.promotion().verdict().state();
  }

  /** Why it is unknown; empty if it is not. */
  private String reason() {
    return world.promotion().verdict() instanceof Verdict.Unknown(String reason) ? reason : "";
  }
}
