package dev.plumbline.scan.work;

import static dev.plumbline.scan.work.World.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.work.run.ScanPlan;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.Scan.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScannerTest {
  private final World world = new World();

  @BeforeEach
  void tables() {
    world.database.table("articles", 35);
    world.database.table("authors", 5);
  }

  @Test
  void rowsThatBreakACheckAreCountedWithTheirKeysAndReported() {
    Check title = world.rows("articles", "title");
    Check author = world.orphans("articles", "author", "authors");
    world.database.broken(title, 33, 4, 11);

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.DONE);
    assertThat(scan.message()).contains("2 checks: 2 checked, 0 unchanged");
    assertThat(world.status(title).outcome())
        .isEqualTo(
            new Outcome.Violated(
                3, List.of(List.of("11"), List.of("33"), List.of("4")), "SELECT id FROM articles"));
    assertThat(world.status(author).outcome()).isEqualTo(new Outcome.Clean());
    assertThat(world.findings()).containsExactly("required_null articles.title open");
    assertThat(world.allFindings().getFirst().observation().evidence().orElseThrow().count())
        .isEqualTo(3);
    assertThat(world.finished).containsExactly(scan);
    assertThat(scan.progress()).isEqualTo(new Scan.Progress(2, 2, 0, 0, 70, empty(), 0));
    assertThat(world.rowsRead).isEqualTo(70);
  }

  private static Optional<String> empty() {
    return Optional.empty();
  }

  @Test
  void repairedRowsResolveTheFindingAndBrokenOnesReopenIt() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 4);
    world.scan();
    world.database.broken(title);

    world.scan();

    assertThat(world.findings()).containsExactly("required_null articles.title resolved");

    world.database.broken(title, 4, 5);
    world.scan();

    assertThat(world.findings()).containsExactly("required_null articles.title open");
    assertThat(world.allFindings().getFirst().occurrences()).isEqualTo(2);
  }

  @Test
  void whatCannotHaveChangedIsNotReadAgain() {
    Check title = world.rows("articles", "title");
    Check author = world.orphans("articles", "author", "authors");
    Check name = world.rows("authors", "name");
    world.scan();
    world.database.steps.clear();
    Instant first = world.status(title).checkedAt();
    world.time.pass(Duration.ofHours(6));
    world.database.write("authors");

    Scan scan = world.scan();

    assertThat(world.database.steps)
        .allSatisfy(step -> assertThat(step).doesNotContain("x2"))
        .contains("authors@0 x1", "articles@0 x1");
    assertThat(scan.progress().unchanged()).isEqualTo(1);
    assertThat(scan.progress().checked()).isEqualTo(2);
    assertThat(world.status(title).checkedAt()).isEqualTo(first);
    assertThat(world.status(title).confirmedAt()).isAfter(first);
    assertThat(world.status(author).checkedAt()).isAfter(first);
    assertThat(world.status(name).checkedAt()).isAfter(first);
  }

  @Test
  void keptViolationIsStillSeen() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 4);
    world.scan();
    world.database.steps.clear();
    world.time.pass(Duration.ofHours(6));

    world.scan();

    assertThat(world.database.steps).isEmpty();
    assertThat(world.allFindings().getFirst().lastSeenAt())
        .isEqualTo(world.status(title).confirmedAt())
        .isAfter(world.status(title).checkedAt());
  }

  @Test
  void whoeverAsksWantsToKnowWhetherTheRepairWorked() {
    Check title = world.rows("articles", "title");
    world.rows("authors", "name");
    world.database.broken(title, 4);
    world.scan();
    world.database.steps.clear();

    world.request();

    assertThat(world.database.steps).allMatch(step -> step.startsWith("articles@")).isNotEmpty();
  }

  @Test
  void nothingIsKeptForMoreThanADay() {
    world.rows("articles", "title");
    world.scan();
    world.database.steps.clear();
    world.time.pass(ScanPlan.MOST_KEPT);

    world.scan();

    assertThat(world.database.steps).isNotEmpty();
  }

  @Test
  void anotherDefinitionIsAnotherQuestion() {
    Check title = world.rows("articles", "title");
    world.scan();
    world.database.steps.clear();
    world.checks.clear();
    world.add(new Check.Rows(title.id(), "articles", List.of("id"), new Condition.All(List.of())));

    world.scan();

    assertThat(world.database.steps).isNotEmpty();
  }

  @Test
  void onAStandbyNothingIsKept() {
    world.database.standby = true;
    world.rows("articles", "title");
    world.scan();
    world.database.steps.clear();

    world.scan();

    assertThat(world.database.steps).isNotEmpty();
  }

  @Test
  void conditionsOnOneTableAreReadTogetherButNotTooMany() {
    for (int i = 0; i < 23; i++) {
      world.rows("articles", "column" + i);
    }
    world.rows("authors", "name");
    world.orphans("articles", "author", "authors");

    world.scan();

    assertThat(world.database.steps)
        .filteredOn(step -> step.contains("@0 "))
        .containsExactlyInAnyOrder(
            "articles@0 x20", "articles@0 x3", "articles@0 x1", "authors@0 x1");
  }

  @Test
  void oneCheckThatCannotBeMadeLeavesTheOthersAlone() {
    world.rows("articles", "body");
    Check secret = world.rows("articles", "secret");
    Check title = world.rows("articles", "title");
    world.orphans("articles", "author", "authors");
    world.database.broken(title, 1);
    world.database.fails(secret, Reason.FORBIDDEN);

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.DONE);
    assertThat(world.outcomes())
        .containsExactly(
            entry("articles.author", "clean"),
            entry("articles.body", "clean"),
            entry("articles.secret", "unknown"),
            entry("articles.title", "violated"));
    assertThat(world.status(secret).outcome())
        .isEqualTo(new Outcome.Unknown(Reason.FORBIDDEN, "no right to read articles.secret"));
    assertThat(world.findings())
        .containsExactly("checks_unknown open", "required_null articles.title open");
    assertThat(scan.progress().unknown()).isEqualTo(1);

    world.database.works(secret);
    world.scan();

    assertThat(world.findings())
        .containsExactly("checks_unknown resolved", "required_null articles.title open");
  }

  @Test
  void whatBecomesUnknownIsNeitherResolvedNorSeen() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 1);
    world.scan();
    world.database.write("articles");
    world.database.fails(title, Reason.TIMED_OUT);

    world.scan();

    assertThat(world.findings())
        .containsExactly("checks_unknown open", "required_null articles.title open");
  }

  @Test
  void checkThatIsImpossibleOnTheSchemaIsUnknownFromTheStart() {
    world.uncheckable.add(
        new Uncheckable(
            World.id(RelationCheck.ORPHANED_REFERENCE, "articles", "editor"),
            Reason.INCOMPATIBLE,
            "editor is a text and the key of people is a number"));

    Scan scan = world.scan();

    assertThat(world.outcomes()).containsExactly(entry("articles.editor", "unknown"));
    assertThat(world.findings()).containsExactly("checks_unknown open");
    assertThat(scan.progress().checks()).isEqualTo(1);
    assertThat(scan.progress().unknown()).isEqualTo(1);
  }

  @Test
  void checkThatIsMissingIsForgottenAndItsFindingResolved() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 1);
    world.scan();
    world.checks.clear();

    world.scan();

    assertThat(world.outcomes()).isEmpty();
    assertThat(world.findings()).containsExactly("required_null articles.title resolved");
  }

  @Test
  void brokenConnectionIsMadeAnew() {
    Check title = world.rows("articles", "title");
    world.database.disconnects(title, 2);
    world.database.refusals = 0;

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.DONE);
    assertThat(world.outcomes()).containsExactly(entry("articles.title", "clean"));
    assertThat(world.database.opened).isEqualTo(3);
  }

  @Test
  void checkThatBreaksEveryConnectionIsUnknownAndTheOthersGoOn() {
    Check title = world.orphans("articles", "title", "authors");
    world.rows("authors", "name");
    world.database.disconnects(title, 1000);

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.DONE);
    assertThat(world.outcomes())
        .containsExactly(entry("articles.title", "unknown"), entry("authors.name", "clean"));
  }

  @Test
  void databaseThatIsAwayForAMomentIsWaitedFor() {
    world.rows("articles", "title");
    world.database.refusals = 5;

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(world.time.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(38));
  }

  @Test
  void scanOfADatabaseThatIsAwayFailsAndLeavesWhatIsKnown() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 1);
    world.scan();
    world.database.refusals = 100;

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.FAILED);
    assertThat(scan.message()).contains("unreachable: nobody answers");
    assertThat(world.outcomes()).containsExactly(entry("articles.title", "violated"));
    assertThat(world.findings())
        .containsExactly("required_null articles.title open", "scan_failed open");
  }

  @Test
  void unchangedSchemaIsReadAndCompiledOnce() {
    world.rows("articles", "title");
    ScanService process = world.process();
    for (int scan = 0; scan < 3; scan++) {
      process.scanOnSchedule(World.PRODUCTION);
      world.work();
    }
    assertThat(world.database.schemasRead).isEqualTo(1);

    world.database.fingerprint = "2";
    world.rows("articles", "slug");
    process.scanOnSchedule(World.PRODUCTION);
    world.work();

    assertThat(world.database.schemasRead).isEqualTo(2);
    assertThat(world.outcomes()).containsOnlyKeys("articles.title", "articles.slug");
  }

  @Test
  void scanThatMayNotReadTheSchemaFailsAtOnce() {
    world.database.schemaFailure = Reason.FORBIDDEN;

    Scan scan = world.scan();

    assertThat(scan.state()).isEqualTo(State.FAILED);
    assertThat(scan.message()).contains("forbidden: the schema may not be read");
    assertThat(world.findings()).containsExactly("scan_failed open");
  }

  @Test
  void failureIsOneFindingWhateverItsReasonUntilAScanEnds() {
    Check secret = world.rows("articles", "secret");
    world.database.fails(secret, Reason.FORBIDDEN);
    world.scan();
    world.database.schemaFailure = Reason.UNAVAILABLE;
    world.scan();
    world.time.pass(Duration.ofHours(1));
    world.database.schemaFailure = Reason.TIMED_OUT;

    world.scan();

    assertThat(world.findings()).containsExactly("checks_unknown open", "scan_failed open");
    assertThat(world.allFindings())
        .filteredOn(finding -> finding.observation().code().equals("scan_failed"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.occurrences()).isEqualTo(1);
              assertThat(finding.observation().message())
                  .contains("record scans of production fail", "timed_out: ");
            });

    world.database.schemaFailure = null;
    world.scan();

    assertThat(world.findings()).containsExactly("checks_unknown open", "scan_failed resolved");
    world.database.schemaFailure = Reason.FORBIDDEN;
    world.scan();
    assertThat(world.findings()).containsExactly("checks_unknown open", "scan_failed open");
  }

  @Test
  void usedUpBudgetIsNoFailure() {
    world.database.schemaFailure = Reason.UNAVAILABLE;
    world.scan();
    world.database.schemaFailure = null;
    world.database.table("huge", 20_000);
    world.rows("huge", "text");
    world.database.load = new Load(1, 0, Duration.ZERO);

    assertThat(world.scan().state()).isEqualTo(State.OVER_BUDGET);

    assertThat(world.findings()).containsExactly("scan_failed resolved");
  }

  @Test
  void usedUpBudgetEndsTheScanAndTheNextOneGoesOnThere() {
    world.database.table("huge", 20_000);
    Check huge = world.rows("huge", "text");
    Check title = world.rows("articles", "title");
    world.database.broken(huge, 3, 19_000);
    world.database.load = new Load(1, 0, Duration.ZERO);

    Scan first = world.scan();

    assertThat(first.state()).isEqualTo(State.OVER_BUDGET);
    assertThat(first.message())
        .contains("the budget is used up; 2 checks: 1 checked, 0 unchanged, 1 not reached");
    assertThat(world.outcomes()).containsOnlyKeys("articles.title");
    int steps = world.database.steps.size();
    world.database.load = new Load(0, 0, Duration.ZERO);

    Scan second = world.scan();

    assertThat(second.state()).isEqualTo(State.DONE);
    assertThat(world.database.steps.get(steps)).isNotEqualTo("huge@0 x1").startsWith("huge@");
    assertThat(((Outcome.Violated) world.status(huge).outcome()).count()).isEqualTo(2);
    assertThat(world.status(title).outcome()).isEqualTo(new Outcome.Clean());
  }

  @Test
  void onAStandbyTheNextScanDoesNotGoOnWhereTheBudgetWasUsedUp() {
    world.database.standby = true;
    world.database.table("huge", 20_000);
    Check huge = world.rows("huge", "text");
    world.database.load = new Load(1, 0, Duration.ZERO);
    assertThat(world.scan().state()).isEqualTo(State.OVER_BUDGET);
    int steps = world.database.steps.size();
    world.database.broken(huge, 3);
    world.database.load = new Load(0, 0, Duration.ZERO);

    world.scan();

    assertThat(world.database.steps.get(steps)).isEqualTo("huge@0 x1");
  }

  @Test
  void longestNotReadIsReadFirst() {
    world.rows("articles", "title");
    world.scan();
    world.time.pass(Duration.ofHours(1));
    world.rows("authors", "name");
    world.scan();
    world.orphans("zebras", "stripe", "authors");
    world.database.table("zebras", 1);
    world.database.write("articles");
    world.database.write("authors");
    world.database.steps.clear();

    world.scan();

    assertThat(world.database.steps)
        .filteredOn(step -> step.contains("@0 "))
        .containsExactly("zebras@0 x1", "articles@0 x1", "authors@0 x1");
  }

  @Test
  void itemsAreCountedUnlessTheirTableIsUnchanged() {
    world.scan();
    world.time.pass(Duration.ofHours(1));
    world.database.table("articles", 36);

    world.scan();

    assertThat(world.database.counted).isEqualTo(3);
    assertThat(world.store.lastCounts(PRODUCTION))
        .extracting(ItemCount::collection, ItemCount::count)
        .containsExactly(tuple("articles", 36L), tuple("authors", 5L));
  }

  @Test
  void waitingIsSaidAndTheScanStaysAlive() {
    world.rows("articles", "title");
    world.database.load = new Load(0, 1, Duration.ZERO);
    world.time.whileWaiting(() -> {});
    world.time.whileWaiting(
        () ->
            assertThat(world.last().message())
                .contains("waits: a session waits for a lock on a table"));
    world.time.whileWaiting(() -> world.database.load = new Load(0, 0, Duration.ZERO));

    assertThat(world.scan().state()).isEqualTo(State.DONE);
  }

  @Test
  void tableThatIsRewrittenWhileItIsReadIsBegunAnewOnce() {
    Check title = world.rows("articles", "title");
    world.database.broken(title, 4, 33);
    world.database.rewritten("articles", 1);

    world.scan();

    assertThat(world.database.steps).filteredOn(step -> step.startsWith("articles@0")).hasSize(2);
    assertThat(((Outcome.Violated) world.status(title).outcome()).count()).isEqualTo(2);
  }

  @Test
  void tableThatIsRewrittenAgainAndAgainIsUnknown() {
    Check title = world.rows("articles", "title");
    world.database.rewritten("articles", 2);

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(world.status(title).outcome())
        .isEqualTo(new Outcome.Unknown(Reason.UNSETTLED, "articles was rewritten"));
  }

  @Test
  void errorOfOurOwnEndsTheScan() {
    world.compiler =
        () -> {
          throw new IllegalArgumentException("a mistake of ours");
        };

    assertThat(world.scan().state()).isEqualTo(State.FAILED);
  }

  @Test
  void errorOfTheMachineEndsTheScan() {
    world.compiler =
        () -> {
          throw new StackOverflowError("a mistake of ours");
        };

    assertThat(world.scan().state()).isEqualTo(State.FAILED);
  }

  @Test
  void scanThatAReplicaBeganBeforeItDiedIsNotMadeTwice() {
    Scan first = world.scan();

    world.process().scanOnSchedule(PRODUCTION, Optional.of(first.startedAt()));
    assertThat(world.work).isEmpty();

    world.process().scanOnSchedule(PRODUCTION, Optional.of(first.startedAt().plusSeconds(60)));
    assertThat(world.work).hasSize(1);
  }

  @Test
  void replicaThatMayNotScanLeavesARequestedScanToAnother() {
    world.standing.is(Optional.of("a secret file is missing"), Set.of(), Instant.EPOCH);
    Scan requested = world.process().requestScan(PRODUCTION).orElseThrow();
    world.process().takeOver();
    assertThat(world.work).isEmpty();

    world.standing.is(Optional.empty(), Set.of(), Instant.EPOCH);
    world.process().takeOver();
    world.work();

    assertThat(world.last().id()).isEqualTo(requested.id());
    assertThat(world.last().state()).isEqualTo(State.DONE);
  }
}
