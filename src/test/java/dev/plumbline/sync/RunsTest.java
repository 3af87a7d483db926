package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.approval.window.Freeze;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.environment.Versions;
import dev.plumbline.faces.Story;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.means.SampleFacts;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.Seal;
import dev.plumbline.planning.Made;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.run.evidence.RunReport.PhaseResult;
import dev.plumbline.run.evidence.RunReport.TableRows;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.rehearsal.RehearsalWords;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.RowTotals;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import dev.plumbline.sync.port.SchemaApply.Presence;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import dev.plumbline.sync.verify.SealCheck;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import dev.plumbline.testkit.SamplePlans;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs on a target that a test decides about; to its end, or killed in between. */
class RunsTest extends RunsFixture {
  @Test
  void eachPhaseIsRecordedBeforeItIsDone() {
    target.transaction = Optional.of(77L);

    Run run = run();

    assertThat(run.state()).isEqualTo(RunState.VERIFIED);
    assertThat(planState()).isEqualTo(PlanState.Kind.APPLIED);
    List<String> expected = new ArrayList<>();
    for (Phase phase : EnumSet.complementOf(EnumSet.of(Phase.RESTORE))) {
      expected.add(phase.label() + " begun");
      expected.add(phase.label() + " ended");
    }
    assertThat(journal()).isEqualTo(expected);
    String payload = plans.payload(proposal.id()).orElseThrow();
    assertThat(target.done)
        .filteredOn(step -> !step.startsWith("watch"))
        .containsExactly(
            "open",
            "before",
            "apply " + payload,
            "clear",
            "verify 77",
            "unwatch",
            "forget",
            "close");
    assertThat(polled).containsExactly(PRODUCTION);
    assertThat(measured.done)
        .containsExactly(
            "lock",
            "recheck",
            "transactions",
            "backup",
            "proof",
            "rehearsal",
            "apply",
            "cache",
            "verify",
            "production verified");
    assertThat(run.backup()).isPresent();
  }

  @Test
  void planThatTightensNothingRestoresNothing() {
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(store.events(stored().id(), 0))
        .extracting(recorded -> recorded.event().message())
        .contains(RehearsalWords.NOTHING);
    assertThat(rehearsal.done).isEmpty();
    assertThat(restored).isZero();
  }

  @Test
  void narrowedBackupThatIsNotProvenSaysWhatToDo() {
    withoutRows = new String[] {"public.logs"};
    backupEnds = BackupState.DISPROVEN;

    run();

    assertUnchanged(
        "the backup is disproven: it is stale; it has no rows of some tables: if that is the"
            + " reason, remove plumbline.environments.production.backup.narrow-above");
  }

  /** The fingerprint of the poll that saw the target as sealed saves reading all of it again. */
  @Test
  void targetWithTheFingerprintOfItsPollIsAsItWasPolled() throws Exception {
    Seal seal = plan(NOON).seal();
    polled(seal, "as polled");
    SealCheck check = new SealCheck(ignored -> made, monitor, target, clock());
    // What is read as a whole is another schema.
    target.reading = Optional.of(reading(Story.snapshot("changed")));

    target.fingerprint = Optional.of("as polled");
    assertThatCode(() -> check.requireUnmoved(seal)).doesNotThrowAnyException();

    for (Optional<String> other : List.of(Optional.of("another"), Optional.<String>empty())) {
      target.fingerprint = other;
      assertThatThrownBy(() -> check.requireUnmoved(seal))
          .isInstanceOf(RunStoppedException.class)
          .hasMessageContaining("has changed since the plan was made");
    }
    // After a lost answer, all of it is read: whether anything was done must not rest on a poll.
    target.fingerprint = Optional.of("as polled");
    assertThat(check.isUnmoved(seal)).isFalse();
  }

  @Test
  void pollOfAnotherSchemaProvesNothing() throws Exception {
    Seal seal = plan(NOON).seal();
    polled(plan(NOON).seal(), "as polled");
    Snapshot changed = Story.snapshot("changed");
    monitor.remember(changed, CATALOG, NOON);
    polled(Fingerprint.of(changed), "later");
    target.reading = Optional.of(reading(changed));
    target.fingerprint = Optional.of("later");

    assertThatThrownBy(
            () -> new SealCheck(ignored -> made, monitor, target, clock()).requireUnmoved(seal))
        .isInstanceOf(RunStoppedException.class);
  }

  private static Clock clock() {
    return Clock.fixed(NOON, ZoneOffset.UTC);
  }

  private void polled(Seal seal, String fingerprint) {
    polled(seal.target().snapshot(), fingerprint);
  }

  private void polled(Fingerprint snapshot, String fingerprint) {
    Poll poll =
        new Poll(
            new UUID(3, fingerprint.hashCode()),
            PRODUCTION,
            Poll.Trigger.SCHEDULE,
            NOON,
            Optional.empty(),
            Poll.Result.RUNNING,
            Optional.empty());
    monitor.begin(poll);
    monitor.finish(
        new Poll(
            poll.id(),
            PRODUCTION,
            Poll.Trigger.SCHEDULE,
            NOON,
            Optional.of(NOON),
            Poll.Result.CHANGED,
            Optional.empty()),
        Optional.empty(),
        known ->
            new EnvironmentStatus(
                PRODUCTION,
                SourceStatus.NOT_CONFIGURED,
                SourceStatus.NOT_CONFIGURED,
                Versions.UNKNOWN,
                Optional.of(snapshot),
                Optional.of(NOON),
                Optional.of(CATALOG.fingerprint()),
                Optional.of(fingerprint),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of(NOON),
                Optional.empty()));
  }

  /** People may approve a plan and mend later what a run cannot do without. */
  @Test
  void whatWasApprovedAndIsStillLackingStopsTheRun() {
    Plan plan = plan(NOON);
    List<Hazard> lacking =
        SampleFacts.hazards().stream()
            .filter(hazard -> hazard.code() == HazardCode.BACKUP_CLIENT_UNFIT)
            .toList();
    Plan approved = with(plan, lacking);
    SealCheck still =
        new SealCheck(
            ignored -> new Made.Sealed(approved),
            monitor,
            target,
            Clock.fixed(NOON, ZoneOffset.UTC));
    SealCheck mended =
        new SealCheck(
            ignored -> new Made.Sealed(plan), monitor, target, Clock.fixed(NOON, ZoneOffset.UTC));

    assertThatThrownBy(() -> still.requireSame(approved))
        .isInstanceOf(RunStoppedException.class)
        .hasMessage(lacking.getFirst().message());
    assertThatCode(() -> mended.requireSame(approved)).doesNotThrowAnyException();
  }

  /** A plan as it is, with other hazards. */
  private static Plan with(Plan plan, List<Hazard> hazards) {
    Plan.Contents contents = plan.contents();
    return new Plan(
        new Plan.Contents(
            contents.proposal(),
            contents.payload(),
            contents.steps(),
            hazards,
            contents.additions(),
            contents.unreachable(),
            contents.reverse()),
        plan.seal());
  }

  /** What a run goes without is in its journal, and so in its report. */
  @Test
  void runWithoutAWriterSaysWhatItCannotDo() {
    approve(with(plan(NOON), SampleFacts.withoutWriter()));
    target.waited = Optional.of("Directus waited for 5.0 s for a lock");

    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    List<RunEvent> notes =
        store.events(stored().id(), 0).stream()
            .map(RunEvent.Recorded::event)
            .filter(event -> event.kind() == RunEvent.Kind.NOTE)
            .toList();
    assertThat(notes)
        .filteredOn(note -> note.phase() == Phase.RECHECK)
        .extracting(RunEvent::message)
        .containsExactlyElementsOf(
            SampleFacts.withoutWriter().stream().map(Hazard::message).toList());
    assertThat(notes)
        .filteredOn(note -> note.phase() == Phase.APPLY)
        .extracting(RunEvent::message)
        .containsExactly("Directus waited for 5.0 s for a lock");
    assertThat(report().rollback().note())
        .startsWith("A rollback is not possible until a role that may write to the database")
        .contains("plumbline.environments.production.database.writer.username");
  }

  @Test
  void whyDirectusWaitedIsSaidIfItGivesUp() {
    target.answer = () -> new Outcome.Refused("canceling statement due to lock timeout");
    target.transaction = Optional.of(5L);
    target.status = TransactionStatus.ABORTED;
    target.waited = Optional.of("Directus waited for 5.0 s for a lock");

    assertThat(run().state()).isEqualTo(RunState.FAILED);

    assertThat(stored().message().orElseThrow())
        .isEqualTo(
            "Directus waited for 5.0 s for a lock; Directus answered: canceling statement due to"
                + " lock timeout");
  }

  private RunReport report() {
    String text = store.report(stored().id()).orElseThrow();
    assertThat(audit.after(0, 100).getLast().entry().details())
        .containsEntry("reportSha256", Fingerprint.sha256(text))
        .containsEntry("run", stored().id().toString());
    return RecordJson.read(text, RunReport.class);
  }

  @Test
  void reportHasWhatWasDoneAndHowItWasVerified() {
    TreeMap<String, RowTotals> rows = new TreeMap<>();
    rows.put("Artikel", new RowTotals("public.\"Artikel\"", Optional.of(3L), Optional.of(2L)));
    target.result =
        new Result(
            List.of(),
            List.of("others wrote 1 row"),
            CHANGED,
            Optional.of(
                new VerifiedTarget(
                    new Verification(List.of(), List.of("others wrote 1 row"), List.of()),
                    new ContentChanges(
                        new TreeMap<>(
                            Map.of(
                                "Artikel",
                                new TableContent.Changed(new TreeMap<>(), RowCounts.NONE))),
                        List.of(),
                        rows))),
            Optional.empty());

    run();

    RunReport report = report();
    assertThat(report.run().result()).isEqualTo("verified");
    assertThat(report.phases()).extracting(PhaseResult::result).containsOnly("done");
    assertThat(report.plan().orElseThrow().hash()).isEqualTo(plan(NOON).seal().hash());
    assertThat(report.backup().orElseThrow().restoreSeconds()).contains(1.5);
    assertThat(report.rows().tables().items())
        .containsExactly(
            new TableRows(
                "public.\"Artikel\"",
                false,
                "changed",
                Optional.of(3L),
                Optional.of(3L),
                Optional.of(2L)));
    assertThat(report.verification().orElseThrow().byOthers().items())
        .containsExactly("others wrote 1 row");
    assertThat(report.notKnown()).isEmpty();
  }

  @Test
  void internalErrorIsReported() {
    target.answer =
        () -> {
          throw new IllegalStateException("never");
        };

    run();

    RunReport report = report();
    assertThat(report.run().result()).isEqualTo("unverified");
    assertThat(report.run().message()).contains("an internal error ended it");
    assertThat(report.phases())
        .extracting(PhaseResult::result)
        .endsWith("done", "failed", "not_reached", "not_reached");
    assertThat(report.verification()).isEmpty();
    assertThat(report.plan()).isPresent();
  }

  @Test
  void planFromWhichAnotherComesIsNotApplied() {
    made = new Made.Refused("the comparison is unknown");
    run();
    assertUnchanged("the plan was made again and is refused: the comparison is unknown");
    assertThat(journal())
        .containsExactly("lock begun", "lock ended", "recheck begun", "recheck failed");
  }

  @Test
  void newHazardStopsTheRun() {
    Plan worse =
        PlanSealer.seal(
            SamplePlans.plan(proposal, NOON, Severity.CRITICAL).contents(),
            plan(NOON).seal().source(),
            plan(NOON).seal().target(),
            "0a1b",
            SamplePlans.MODEL,
            NOON);
    made = new Made.Sealed(worse);
    run();
    assertUnchanged("a new hazard");
  }

  @Test
  void expiredPlanIsNotApplied() {
    now = NOON.plus(Duration.ofDays(2));
    run();
    assertUnchanged("the plan expired at");
  }

  @Test
  void targetThatMovesWhileItIsBackedUpIsNotChanged() {
    eachRound = () -> target.reading = Optional.empty();
    run();
    assertUnchanged("could not be read");
  }

  @ParameterizedTest
  @EnumSource(
      value = BackupState.class,
      names = {"FAILED", "UNPROVEN", "DISPROVEN"})
  void noRunWithoutAProvenBackup(BackupState end) {
    backupEnds = end;
    run();
    assertUnchanged(end == BackupState.FAILED ? "the disk is full" : "it is stale");
  }

  @Test
  void backupThatWasBegunBeforeIsNotRelied() {
    Backup early =
        Backup.waiting(new UUID(7, 7), PRODUCTION, NOON, Optional.of("ci"), Optional.empty());
    backups.begin(early, Optional.empty());

    Run run = run();

    assertThat(run.state()).isEqualTo(RunState.VERIFIED);
    assertThat(run.backup()).isPresent().isNotEqualTo(Optional.of(early.id()));
  }

  @Test
  void lockAndLongTransactionsStopTheRun() {
    target.isLockFree = false;
    run();
    assertUnchanged("another process of Plumbline changes this database");
  }

  @Test
  void longTransactionThatDoesNotEndStopsTheRun() {
    target.longTransactions = List.of("session 7 has a transaction of 60 s");
    run();
    assertUnchanged("session 7");
    assertThat(rounds).isGreaterThan(10);
  }

  @Test
  void databaseThatIsAwayStopsTheRun() {
    target.cannotOpen = Optional.of("db.example.com refused the connection");
    run();
    assertUnchanged("refused the connection");
  }

  @Test
  void refusedPayloadLeavesTheTargetAsItWas() {
    target.answer = () -> new Outcome.Refused("Invalid hash");
    target.transaction = Optional.of(5L);
    target.status = TransactionStatus.ABORTED;
    target.cancelled = Optional.of("it waited for session 7");
    assertThat(run().state()).isEqualTo(RunState.FAILED);
    assertThat(stored().message().orElseThrow())
        .isEqualTo("it waited for session 7; Directus answered: Invalid hash");
    assertThat(planState()).isEqualTo(PlanState.Kind.NOT_APPLIED);
  }

  @Test
  void lostAnswerOfACommittedTransactionIsVerified() {
    target.answer = () -> new Outcome.Unknown("the connection broke");
    target.transaction = Optional.of(5L);
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);
  }

  @Test
  void lostAnswerWithoutATransactionIsDecidedByTheTarget() {
    target.answer = () -> new Outcome.Unknown("the connection broke");
    assertThat(run().state()).isEqualTo(RunState.FAILED);
    assertThat(target.done).filteredOn(step -> step.startsWith("apply")).hasSize(1);
  }

  @Test
  void databaseThatRestartsWhileThePlanIsAppliedIsWaitedFor() {
    target.answer =
        () -> {
          target.statusFails = Optional.of("the connection broke");
          target.cannotOpen = Optional.of("the database is starting");
          target.reading = Optional.of(reading(CHANGED));
          rounds = 0;
          eachRound =
              () -> {
                if (rounds > 50) {
                  target.cannotOpen = Optional.empty();
                }
              };
          return new Outcome.Unknown("the connection broke");
        };
    target.transaction = Optional.of(5L);
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).endsWith("open", "clear", "verify against the backup", "close");
    assertThat(target.done).filteredOn(step -> step.startsWith("apply")).hasSize(1);
  }

  @Test
  void lostAnswerOfATargetThatCannotBeReadIsNotCalledUnchanged() {
    target.answer =
        () -> {
          target.reading = Optional.empty();
          return new Outcome.Unknown("the connection broke");
        };
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(stored().message().orElseThrow()).contains("could not be read");
    assertThat(planState()).isEqualTo(PlanState.Kind.APPLIED);
  }

  @Test
  void applyThatDoesNotEndIsForAPerson() {
    target.endsApply = false;
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(stored().message()).contains("Directus still applies the plan");
  }

  @Test
  void damageIsNotVerified() {
    target.result =
        new Result(
            List.of("2 rows are missing", "3 rows differ"), List.of("others wrote 1 row"), CHANGED);
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(stored().message()).contains("2 rows are missing (and 1 more)");
    assertThat(journal())
        .endsWith("verify begun", "verify note", "verify note", "verify note", "verify failed");
  }

  private static Result missing(TableContent articles) {
    return new Result(
        List.of("field `articles.embargo` is still there"),
        List.of(),
        EMPTY,
        Optional.of(
            new VerifiedTarget(
                new Verification(List.of(), List.of(), List.of()),
                new ContentChanges(new TreeMap<>(Map.of("articles", articles)), List.of()))),
        Optional.empty());
  }

  private static TableContent changed(Map<String, RowCounts> byRun) {
    return new TableContent.Changed(new TreeMap<>(byRun), new RowCounts(1, 0, 0));
  }

  /** Directus said that it did something, or a standby that lacks it took over. */
  @Test
  void whatWasAppliedWithoutAnyEffectIsNotCalledUnverified() {
    target.result = missing(changed(Map.of()));

    assertThat(run().state()).isEqualTo(RunState.FAILED);

    assertThat(stored().message())
        .contains("Directus answered that the plan was applied, but the target is as it was");
    assertThat(planState()).isEqualTo(PlanState.Kind.NOT_APPLIED);
  }

  static List<TableContent> notCertainlyUnchanged() {
    return List.of(
        changed(Map.of("", new RowCounts(0, 0, 1))),
        new TableContent.Unknown("it could not be read"),
        new TableContent.Dropped(),
        new TableContent.Rewritten(false));
  }

  @ParameterizedTest
  @MethodSource("notCertainlyUnchanged")
  void rowsThatAreNotCertainlyAsTheyWereAreUnverified(TableContent content) {
    target.result = missing(content);
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(store.events(stored().id(), 0))
        .extracting(recorded -> recorded.event().message())
        .contains(
            "Directus answered that the plan was applied, but the schema of the target is as it"
                + " was; whether the run changed rows is not known");
  }

  @Test
  void schemaThatIsAnotherOneIsUnverified() {
    target.result = missing(new TableContent.Unchanged(3));
    target.whileVerifying = () -> target.reading = Optional.of(reading(CHANGED));
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
  }

  @Test
  void cancelledRunEndsBeforeItsNextPhase() {
    eachRound = () -> store.ask(stored().id(), Optional.of(RunRequest.CANCEL), ADA, NOON);
    assertThat(run().state()).isEqualTo(RunState.CANCELLED);
    assertThat(target.done).noneMatch(step -> step.startsWith("apply"));
    assertThat(planState()).isEqualTo(PlanState.Kind.NOT_APPLIED);
  }

  @Test
  void heldRunWaitsUntilItIsResumed() {
    List<RunState> seen = new ArrayList<>();
    eachRound =
        () -> {
          seen.add(stored().state());
          boolean isLong = seen.size() > 10;
          store.ask(
              stored().id(), isLong ? Optional.empty() : Optional.of(RunRequest.HOLD), ADA, NOON);
        };
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);
    assertThat(seen).contains(RunState.HELD);
  }

  private void killedAt(Runnable kill) {
    eachRound = kill;
    assertThatThrownBy(this::run).isInstanceOf(KilledError.class);
    eachRound = () -> {};
    target.answer = () -> new Outcome.Applied();
    target.done.clear();
    rounds = 0;
    store.silence(stored().id());
    runs().takeOver();
  }

  private static void kill() {
    throw new KilledError();
  }

  @Test
  void runThatWasKilledBeforeItAppliedBeginsAgain() {
    killedAt(RunsTest::kill);
    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).filteredOn(step -> step.startsWith("apply")).hasSize(1);
    assertThat(journal()).filteredOn("apply begun"::equals).hasSize(1);
    assertThat(store.events(stored().id(), 0))
        .extracting(recorded -> recorded.event().message())
        .filteredOn(message -> message.contains("another process continues"))
        .singleElement()
        .asString()
        .contains("begins again");
    assertThat(deletedLeft).isEqualTo(1);
  }

  @Test
  void runThatWasKilledWhileItAppliedIsNeverAppliedTwice() {
    target.answer =
        () -> {
          // Applied, and nobody heard it.
          target.reading = Optional.of(reading(CHANGED));
          throw new KilledError();
        };
    killedAt(() -> {});
    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).containsExactly("open", "clear", "verify against the backup", "close");
  }

  @Test
  void runThatWasKilledBeforeDirectusAppliedLeavesTheTargetAsItWas() {
    target.answer =
        () -> {
          throw new KilledError();
        };
    killedAt(() -> {});
    assertThat(stored().state()).isEqualTo(RunState.FAILED);
    assertThat(stored().message().orElseThrow()).contains("the target is as it was");
    assertThat(target.done).containsExactly("open", "close");
  }

  private void killedBeforeDirectusBegins() {
    target.answer =
        () -> {
          throw new KilledError();
        };
    assertThatThrownBy(this::run).isInstanceOf(KilledError.class);
    target.done.clear();
    rounds = 0;
    waited = Duration.ZERO;
    store.silence(stored().id());
  }

  @Test
  void directusThatIsNotThereWillNotBegin() {
    killedBeforeDirectusBegins();
    target.presence = () -> Presence.ABSENT;

    runs().takeOver();

    assertUnchanged("the target is as it was");
    assertThat(waited).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void directusThatRefusesOnlyOnceMayBegin() {
    killedBeforeDirectusBegins();
    Iterator<Presence> first = List.of(Presence.ABSENT, Presence.ABSENT).iterator();
    target.presence = () -> first.hasNext() ? first.next() : Presence.ANSWERS;

    runs().takeOver();

    assertUnchanged("the target is as it was");
    assertThat(waited).isGreaterThan(Duration.ofSeconds(75));
  }

  @Test
  void directusThatBeginsLateIsVerified() {
    killedBeforeDirectusBegins();
    eachRound =
        () -> {
          if (waited.compareTo(Duration.ofSeconds(55)) > 0) {
            target.reading = Optional.of(reading(CHANGED));
          }
        };

    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).containsExactly("open", "clear", "verify against the backup", "close");
  }

  @Test
  void timeInThePoolBeginsWhenDirectusAnswers() {
    killedBeforeDirectusBegins();
    target.presence = () -> waited.toSeconds() < 120 ? Presence.SILENT : Presence.ANSWERS;

    runs().takeOver();

    assertUnchanged("the target is as it was");
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofSeconds(120 + 75));
    assertThat(journal()).endsWith("apply note", "apply note", "apply failed");
  }

  @Test
  void directusThatNeverAnswersMayStillBegin() {
    killedBeforeDirectusBegins();
    target.presence = () -> Presence.SILENT;

    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(stored().message().orElseThrow())
        .contains("Directus does not answer, so it may still begin what was sent");
    assertThat(planState()).isEqualTo(PlanState.Kind.APPLIED);
  }

  @Test
  void directusThatStopsToAnswerWhileItMayBeginIsNotCalledUnchanged() {
    killedBeforeDirectusBegins();
    target.presence = () -> waited.isPositive() ? Presence.SILENT : Presence.ANSWERS;

    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.UNVERIFIED);
  }

  /** The answer is lost, and this process lives. */
  @Test
  void lostAnswerWithoutASessionIsWaitedFor() {
    target.answer =
        () -> {
          waited = Duration.ZERO;
          return new Outcome.Unknown("the proxy got no answer from Directus");
        };
    eachRound =
        () -> {
          if (target.done.stream().anyMatch(step -> step.startsWith("apply"))
              && waited.toSeconds() > 60) {
            target.transaction = Optional.of(5L);
          }
        };

    assertThat(run().state()).isEqualTo(RunState.VERIFIED);
  }

  /** Whoever has seen Directus begin needs not wait for it to begin. */
  @Test
  void lostAnswerOfASessionThatWasSeenIsDecidedByTheTarget() {
    target.answer =
        () -> {
          waited = Duration.ZERO;
          return new Outcome.Unknown("the connection broke");
        };
    target.isSessionSeen = true;

    assertThat(run().state()).isEqualTo(RunState.FAILED);
    assertThat(waited).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void storeThatIsAwayWhileTheTargetIsVerifiedIsWaitedFor() {
    target.whileVerifying =
        () -> {
          throw new StoreUnavailableException("it is away", new IllegalStateException());
        };
    assertThat(run().state()).isEqualTo(RunState.RUNNING);
    target.whileVerifying = () -> {};
    store.silence(stored().id());
    runs().takeOver();
    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).filteredOn(step -> step.startsWith("apply")).hasSize(1);
  }

  @Test
  void whatIsMissingIsSaidBeforeAnythingIsRecorded() {
    writer = WriterPolicy.NONE;
    assertThat(runs().request(plans.plan(proposal.id()).orElseThrow(), ADA, Optional.empty()))
        .isEqualTo(
            new Runs.Requested.NotConfigured(
                "Plumbline may not write to Directus of 'production': set"
                    + " plumbline.environments.production.directus.writer.token or .token-file to"
                    + " an administrator's token."));
    writer = new WriterPolicy(Optional.of(new Secret.Literal("w")), Optional.empty());
    assertThat(runs().request(plans.plan(proposal.id()).orElseThrow(), ADA, Optional.empty()))
        .isEqualTo(
            new Runs.Requested.NotConfigured(
                "Plumbline may not write to the database of 'production': set"
                    + " plumbline.environments.production.database.writer.username and .password"
                    + " beside it, or plumbline.environments.production.run-without-writer to"
                    + " true."));
    writer = TOKEN_ONLY;
    changes =
        new ChangeTimes(
            Optional.empty(), Optional.of(new Freeze(NOON.plusSeconds(60), "black friday")));
    assertThat(runs().request(plans.plan(proposal.id()).orElseThrow(), ADA, Optional.empty()))
        .isInstanceOf(Runs.Requested.Closed.class);
    assertThat(planState()).isEqualTo(PlanState.Kind.APPROVED);
  }

  @Test
  void repeatedRequestIsTheFirstRun() {
    Run run = run();
    Runs.Requested again =
        runs().request(plans.plan(proposal.id()).orElseThrow(), ADA, Optional.of("key"));
    assertThat(again).isEqualTo(new Runs.Requested.Stored(new Begun.Repeated(run)));
    assertThat(target.done).filteredOn(step -> step.startsWith("apply")).hasSize(1);
  }
}
