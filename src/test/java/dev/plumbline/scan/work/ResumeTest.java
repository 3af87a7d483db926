package dev.plumbline.scan.work;

import static dev.plumbline.scan.work.World.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.work.CrashingHands.Crash;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.Scan.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans whose process dies, is reported to end, or is taken for dead. */
class ResumeTest {
  /** With the first one as many as a scan survives that got nothing done. */
  private static final int MOST_CRASHES = ScanService.MOST_DEATHS - 1;

  /** Held, or it would be collected with its level. */
  private static final Logger SCANNER = Logger.getLogger(Scanner.class.getName());

  /** Hundreds of deaths, each with its stack. */
  @BeforeAll
  static void sayNothing() {
    SCANNER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    SCANNER.setLevel(null);
  }

  /** A world in which a scan has some of everything to do. */
  private static World world() {
    World world = new World();
    world.database.table("articles", 55);
    world.database.table("authors", 5);
    world.database.table("pages", 25);
    Check title = world.rows("articles", "title");
    Check secret = world.rows("articles", "secret");
    Check author = world.orphans("articles", "author", "authors");
    Check slug = world.rows("pages", "slug");
    Check gone = world.rows("pages", "gone");
    world.rows("authors", "name");
    world.database.broken(gone, 1);
    world.database.broken(slug, 2);
    world.scan();
    world.time.pass(Duration.ofHours(6));
    world.checks.remove(gone);
    world.uncheckable.add(
        new Uncheckable(
            World.id(RelationCheck.ORPHANED_REFERENCE, "pages", "parent"),
            Reason.INCOMPATIBLE,
            "another type"));
    world.database.broken(slug);
    world.database.broken(title, 3, 33, 53);
    world.database.broken(author, 50);
    world.database.fails(secret, Reason.FORBIDDEN);
    return world;
  }

  /** What remains when it is over, but for times. */
  private static List<Object> state(World world) {
    return Stream.concat(
            world.store.checks(PRODUCTION).stream().map(ResumeTest::withoutTimes),
            Stream.<Object>of(
                world.findings(),
                world.last().state(),
                world.last().message().orElseThrow(),
                world.last().progress().checked(),
                world.last().progress().unchanged()))
        .toList();
  }

  private static Object withoutTimes(CheckStatus status) {
    return List.of(status.id(), status.outcome(), status.definition(), status.basis());
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whereverProcessesDieTheEndIsTheSame(long seed) {
    Random random = new Random(seed);
    World undisturbed = world();
    undisturbed.scan();
    World world = world();

    begin(world, random);
    for (int crash = 0; crash < MOST_CRASHES && world.last().state() == State.RUNNING; crash++) {
      world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));
      dying(world, random, ScanService::takeOver);
    }
    world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));
    world.process().takeOver();
    world.work();

    assertThat(state(world)).isEqualTo(state(undisturbed));
  }

  /** The scan may die before it is on record; then there is none, and the next is on schedule. */
  private static void begin(World world, Random random) {
    Scan before = world.last();
    dying(world, random, process -> process.scanOnSchedule(PRODUCTION));
    if (world.last().equals(before)) {
      world.process().scanOnSchedule(PRODUCTION);
      world.work();
    }
  }

  private interface Doing {
    void with(ScanService process);
  }

  private static void dying(World world, Random random, Doing doing) {
    dying(world, new CrashingHands(1 + random.nextInt(60), random.nextBoolean()), doing);
  }

  private static void dying(World world, CrashingHands hands, Doing doing) {
    try {
      doing.with(world.process(hands.of(world.hands())));
      world.work();
    } catch (Crash e) {
      world.work.clear();
    }
  }

  @Test
  void whatWasReadIsNotReadAgain() {
    World world = new World();
    world.database.table("articles", 55);
    world.database.table("pages", 95);
    world.rows("articles", "title");
    world.rows("pages", "title");
    dying(world, 40);
    List<String> before = List.copyOf(world.database.steps);
    world.database.steps.clear();
    world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));

    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.DONE);
    assertThat(before).contains("pages@0 x1");
    // But for the one of which it died.
    assertThat(world.database.steps)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(before.subList(0, before.size() - 1));
  }

  private static void dying(World world, int things) {
    try {
      world.process(new CrashingHands(things, true).of(world.hands())).scanOnSchedule(PRODUCTION);
      world.work();
      throw new AssertionError("it should have died");
    } catch (Crash e) {
      world.work.clear();
    }
  }

  @Test
  void onAStandbyWhoeverTakesOverGoesOnInTheSameScan() {
    World world = new World();
    world.database.standby = true;
    world.database.table("articles", 55);
    world.rows("articles", "title");
    dying(world, 14);
    assertThat(world.store.place(world.last().id())).isPresent();
    world.database.steps.clear();
    world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));

    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.DONE);
    assertThat(world.database.steps).isNotEmpty().doesNotContain("articles@0 x1");
  }

  @Test
  void tableThatWasWrittenMeanwhileIsReadFromTheStart() {
    World world = new World();
    world.database.table("articles", 55);
    Check title = world.rows("articles", "title");
    world.database.broken(title, 3);
    dying(world, 14);
    assertThat(world.store.place(world.last().id())).isPresent();
    world.database.broken(title, 3, 4);
    world.database.steps.clear();
    world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));

    world.process().takeOver();
    world.work();

    assertThat(world.database.steps.getFirst()).isEqualTo("articles@0 x1");
    assertThat(((Outcome.Violated) world.status(title).outcome()).count()).isEqualTo(2);
  }

  @Test
  void scanThatKillsEveryProcessIsGivenUp() {
    World world = new World();
    world.database.table("articles", 55);
    world.rows("articles", "title");
    dying(world, 14);
    String at = world.last().progress().current().orElseThrow();

    int processes = 1;
    for (; world.last().state() == State.RUNNING; processes++) {
      world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));
      // So few things that it makes no step.
      dying(world, new CrashingHands(6, true), ScanService::takeOver);
      assertThat(processes).isLessThan(100);
    }

    assertThat(processes).isEqualTo(ScanService.MOST_DEATHS + 2);
    assertThat(world.last().state()).isEqualTo(State.FAILED);
    assertThat(world.last().message())
        .contains(
            "given up: 6 processes died one after another while running it, without"
                + " completing a single check, the last one during "
                + at);
    assertThat(world.finished).containsExactly(world.last());
  }

  @Test
  void scanThatIsLetGoAgainAndAgainIsNotGivenUp() {
    World world = world();
    Scan before = world.last();
    for (int i = 0; i < 3 * ScanService.MOST_DEATHS; i++) {
      ScanService ending = world.process();
      ending.scanOnSchedule(PRODUCTION);
      ending.takeOver();
      stop(ending, world.work.isEmpty());
      world.work();
    }
    assertThat(world.last()).isNotEqualTo(before);
    assertThat(world.last().state()).isEqualTo(State.RUNNING);

    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.DONE);
  }

  @Test
  void budgetIsThatOfTheScanAndNotOfEachProcess() {
    World world = new World();
    world.database.table("articles", 55);
    world.rows("articles", "title");
    dying(world, 14);
    world.time.pass(World.BUDGET);

    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.OVER_BUDGET);
    assertThat(world.last().message())
        .contains("the budget is used up; 1 checks: 0 checked, 0 unchanged, 1 not reached");
  }

  @Test
  void replicaThatDoesNotKnowTheEnvironmentLeavesItsScanAloneForADay() {
    World world = world();
    dying(world, 14);
    world.configured = false;
    world.time.pass(ScanService.ABANDONED_AFTER.minusSeconds(1));

    world.process().takeOver();

    assertThat(world.work).isEmpty();
    assertThat(world.last().state()).isEqualTo(State.RUNNING);

    world.time.pass(Duration.ofSeconds(1));
    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.FAILED);
    assertThat(world.last().message()).contains("the environment is no longer configured");
  }

  @Test
  void livingScanIsNotTakenOver() {
    World world = world();
    ScanService other = world.process();
    world.database.load = new Load(0, 1, Duration.ZERO);
    for (int second = 0; second < 300; second++) {
      world.time.whileWaiting(
          () -> {
            other.takeOver();
            assertThat(world.work).isEmpty();
          });
    }
    world.time.whileWaiting(() -> world.database.load = new Load(0, 0, Duration.ZERO));

    assertThat(world.scan().state()).isEqualTo(State.DONE);
  }

  @Test
  void pulseKeepsAScanAliveThatSitsInALongStatement() {
    World world = world();
    world.process().scanOnSchedule(PRODUCTION);
    ScanService other = world.process();
    world.time.whileWaiting(
        () -> {
          // One statement of five minutes, as far as the others can see.
          for (int beat = 0; beat < 30; beat++) {
            world.time.pass(ScanJournal.BEAT);
            world.pulses.forEach(Runnable::run);
            other.takeOver();
          }
          assertThat(world.work).isEmpty();
        });
    world.database.load = new Load(1, 0, Duration.ZERO);

    world.work();

    assertThat(world.last().state()).isEqualTo(State.DONE);
    assertThat(world.pulses).isEmpty();
  }

  @Test
  void questionThatTheDatabaseDoesNotAnswerIsNamedInTheMessage() {
    World world = world();
    List<Optional<String>> messages = new ArrayList<>();
    world.database.whileTheSchemaIsRead =
        () -> {
          for (int beat = 0; beat < 2; beat++) {
            world.time.pass(Duration.ofSeconds(6));
            world.pulses.forEach(Runnable::run);
            messages.add(world.last().message());
          }
        };

    assertThat(world.scan().message().orElse("")).doesNotContain("has waited");

    assertThat(messages)
        .containsExactly(
            Optional.empty(),
            Optional.of("has waited 12 s for the database to answer: the schema"));
  }

  @Test
  void processThatWasTakenForDeadStops() {
    World world = world();
    world.database.load = new Load(1, 0, Duration.ZERO);
    world.process().scanOnSchedule(PRODUCTION);
    ScanService other = world.process();
    world.time.whileWaiting(
        () -> {
          world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));
          other.takeOver();
        });

    world.work.removeFirst().run();

    assertThat(world.last().state()).isEqualTo(State.RUNNING);
    assertThat(world.finished).hasSize(1);
    assertThat(world.work).hasSize(1);

    world.work();

    World undisturbed = world();
    undisturbed.scan();
    assertThat(state(world)).isEqualTo(state(undisturbed));
  }

  @Test
  void processThatEndsLetsItsScanGoAfterTheStep() throws Exception {
    World world = world();
    world.database.load = new Load(1, 0, Duration.ZERO);
    ScanService ending = world.process();
    ending.scanOnSchedule(PRODUCTION);
    world.time.whileWaiting(() -> stop(ending));

    world.work();

    assertThat(world.last().state()).isEqualTo(State.RUNNING);
    assertThat(ending.stop(Duration.ofSeconds(10))).isTrue();
    world.process().takeOver();
    world.work();
    World undisturbed = world();
    undisturbed.scan();
    assertThat(state(world)).isEqualTo(state(undisturbed));
  }

  private static void stop(ScanService service) {
    stop(service, false);
  }

  private static void stop(ScanService service, boolean idle) {
    try {
      assertThat(service.stop(Duration.ZERO)).isEqualTo(idle);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void storeThatIsAwayLeavesTheScanToWhoeverIsThereWhenItIsBack() {
    World world = world();
    world.database.load = new Load(1, 0, Duration.ZERO);
    world.process().scanOnSchedule(PRODUCTION);
    world.time.whileWaiting(() -> world.findings.away(true));
    world.work();
    world.findings.away(false);

    assertThat(world.last().state()).isEqualTo(State.RUNNING);
    world.time.pass(ScanJournal.DEAD_AFTER.plusSeconds(1));
    world.process().takeOver();
    world.work();

    assertThat(world.last().state()).isEqualTo(State.DONE);
  }

  @Test
  void secondRequestGetsTheScanThatRuns() {
    World world = world();
    ScanService process = world.process();

    Scan first = process.requestScan(PRODUCTION).orElseThrow();

    assertThat(world.process().requestScan(PRODUCTION)).contains(first);
    assertThat(world.work).hasSize(1);
  }
}
