package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.AuditAction;
import dev.plumbline.backup.LateFiles;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.rollback.RollbackPreview;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.sync.Rollbacks.Requested;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollbacks on a target that a test decides about; to their end, or killed in between. */
class RollbacksTest extends RunsFixture {
  private static final Side BEFORE = side(EMPTY);
  private static final Side AFTER = side(CHANGED);

  /** The same with other metadata. */
  private static final Snapshot TOUCHED =
      new Snapshot(
          List.of(
              new Snapshot.Collection(
                  "events",
                  JsonObject.EMPTY.with("hidden", JsonValue.of(true)),
                  Optional.of(JsonObject.EMPTY))),
          List.of(),
          List.of(),
          List.of());

  private static Side side(Snapshot snapshot) {
    return new Side(
        snapshot,
        new Versions(Optional.of("12.4.0"), Optional.empty(), List.of()),
        Optional.of(CATALOG.inventory()));
  }

  /** The sealed target must be known by its address, as after a poll. */
  @BeforeEach
  void configure() {
    writer =
        new WriterPolicy(
            Optional.of(new Secret.Literal("w")),
            Optional.of(
                new WatchedEnvironment.Database(
                    "jdbc:postgresql://127.0.0.1/x", "w", new Secret.Literal("p"), "public")));
    monitor.remember(EMPTY, CATALOG, NOON);
  }

  private Rollbacks rollbacks() {
    return new Rollbacks(
        settings(),
        stores(),
        new TargetSides(monitor, target),
        runs(),
        Clock.fixed(now, ZoneOffset.UTC),
        () -> new UUID(7, ids.incrementAndGet()));
  }

  /** A plan whose only step explains the difference. */
  private Plan.Contents created() {
    Plan.Contents sample = plan(NOON).contents();
    return new Plan.Contents(
        sample.proposal(),
        sample.payload(),
        List.of(
            new Step(
                Step.Action.CREATE,
                "events",
                "create collection `events`",
                List.of(new Step.Proof("collection", "events", "", JsonValue.of(true))))),
        List.of(),
        List.of(),
        List.of(),
        new Plan.Reverse(List.of(), List.of()));
  }

  /** A run that created the collection that only the second snapshot has. */
  private Run applied() {
    target.result =
        new Result(
            List.of(),
            List.of(),
            CHANGED,
            Optional.empty(),
            Optional.of(Footprint.of(created(), BEFORE, AFTER)));
    Run run = run();
    assertThat(run.state()).isEqualTo(RunState.VERIFIED);
    target.reading = Optional.of(reading(CHANGED));
    target.done.clear();
    return run;
  }

  private Run rolledBack(Run run) {
    Rollbacks rollbacks = rollbacks();
    Requested requested =
        rollbacks.request(run, rollbacks.preview(run).hash(), ADA, Optional.of("undo"));
    assertThat(requested).isInstanceOf(Requested.Stored.class);
    return stored();
  }

  /** What the rollback restores from must be known to lack rows. */
  @Test
  void narrowedBackupIsUsedForWhatItHas() {
    withoutRows = new String[] {"public.logs"};
    Run run = applied();
    assertThat(rollbacks().preview(run).blocked()).isEmpty();
    rollback.outcome = this::committed;

    assertThat(rolledBack(run).state()).isEqualTo(RunState.VERIFIED);

    assertThat(rollback.copies)
        .singleElement()
        .matches(copy -> copy.lacksRows("public", "logs"))
        .matches(copy -> !copy.lacksRows("public", "events"));
    assertThat(store.events(run.id(), 0))
        .extracting(recorded -> recorded.event().message())
        .anyMatch(
            message ->
                message.endsWith(
                    "; it has the rows of 1 of 2 tables, because the database is larger than"
                        + " narrow-above"));
  }

  @Test
  void backupThatLacksWhatWasLostBlocksTheRollback() {
    withoutRows = new String[] {"public.articles"};
    Run run = applied();

    assertThat(rollbacks().preview(run).blocked())
        .containsExactly("the backup of the run has no rows of `articles`");
  }

  /** As the database does it: committed, the target is as it was. */
  private Outcome committed() {
    target.reading = Optional.of(reading(EMPTY));
    return new Outcome.Committed(List.of("2 rows of `events` were saved to a file"));
  }

  @Test
  void whatTheRunChangedIsPutBackAndVerified() {
    Run run = applied();
    rollback.outcome = this::committed;

    Run rollbackRun = rolledBack(run);

    assertThat(rollbackRun.message().orElseThrow()).contains("is as it was before it");
    assertThat(rollbackRun.state()).isEqualTo(RunState.VERIFIED);
    assertThat(rollbackRun.undoes()).contains(run.id());
    assertThat(rollbackRun.backup()).isPresent().isNotEqualTo(run.backup());
    assertThat(journal())
        .startsWith("lock begun", "lock ended", "recheck begun")
        .contains("restore begun", "restore ended", "apply begun", "apply note", "apply ended")
        .endsWith("verify begun", "verify ended");
    assertThat(rollback.scopes.getFirst().tables()).containsExactly("events");
    assertThat(target.done).contains("clear").noneMatch(step -> step.startsWith("apply"));
    assertThat(planState()).isEqualTo(PlanState.Kind.APPLIED);
    assertThat(store.rollback(run.id())).contains(rollbackRun);
    assertThat(audit.rows().stream().map(row -> row.entry().action()))
        .endsWith(AuditAction.ROLLBACK_STARTED, AuditAction.RUN_ENDED);
  }

  static IntStream readings() {
    return IntStream.rangeClosed(1, 21);
  }

  /** By an hour, with each reading of the clock. */
  @ParameterizedTest
  @MethodSource("readings")
  void rollbackEndsAsIfTheClockWasNotSetBack(int reading) {
    Run run = applied();
    rollback.outcome = this::committed;
    readings = 0;
    setBackAt = reading;

    Run rollbackRun = rolledBack(run);

    assertThat(rollbackRun.state()).as(rollbackRun.toString()).isEqualTo(RunState.VERIFIED);
    assertThat(readings).isGreaterThanOrEqualTo(21);
    assertThat(rollbackRun.backup()).isPresent().isNotEqualTo(run.backup());
    assertThat(store.rollback(run.id())).contains(rollbackRun);
  }

  /** The plan makes `articles.title` shorter. */
  @Test
  void previewSaysWhatWasWrittenAfterTheBackupAndIsNotSaved() throws Exception {
    Run run = applied();
    String missing = LateFiles.missing("articles");
    assertThat(rollbacks().preview(run).stays()).contains(missing);

    Path file = LateFiles.of(dumpFile(), new TreeSet<>(Set.of("articles"))).firstEntry().getValue();
    Files.createFile(LateFiles.incomplete(file));
    assertThat(rollbacks().preview(run).stays()).contains(missing);

    Files.createFile(file);
    assertThat(rollbacks().preview(run).stays()).doesNotContain(missing);
    rollback.outcome = this::committed;
    rolledBack(run);
    assertThat(rollback.added).containsExactly(new TreeMap<>(Map.of("articles", file)));
  }

  @Test
  void runIsRolledBackOnce() {
    Run run = applied();
    rollback.outcome = this::committed;
    Run first = rolledBack(run);

    RollbackPreview preview = rollbacks().preview(run);
    assertThat(preview.blocked()).containsExactly("run " + first.id() + " rolled it back");
    assertThat(rollbacks().request(run, preview.hash(), ADA, Optional.of("again")))
        .isEqualTo(new Requested.Stored(new Begun.NotUndoable(run, Optional.of(first))));
    assertThat(rollbacks().request(run, "another hash", ADA, Optional.of("undo")))
        .isEqualTo(new Requested.Stored(new Begun.Repeated(first)));
    assertThat(rollbacks().preview(first).blocked().getFirst()).contains("is a rollback itself");
  }

  @Test
  void personConfirmsWhatTheyRead() {
    Run run = applied();
    RollbackPreview preview = rollbacks().preview(run);

    assertThat(preview.steps()).containsExactly("drop folder `events`");
    assertThat(preview.losses()).isEmpty();
    assertThat(rollbacks().request(run, "0".repeat(64), ADA, Optional.of("undo")))
        .isEqualTo(new Requested.OtherHash(preview.hash()));
    assertThat(store.rollback(run.id())).isEmpty();
  }

  @Test
  void whatSomebodyChangedSinceBlocksIt() {
    Run run = applied();
    target.reading = Optional.of(reading(TOUCHED));

    assertThat(rollbacks().preview(run).blocked())
        .containsExactly("collection `events` was changed since the run");
    assertThat(rollbacks().request(run, "0".repeat(64), ADA, Optional.of("undo")))
        .isInstanceOf(Requested.Blocked.class);
  }

  @Test
  void whatSomebodyChangesMeanwhileStopsIt() {
    Run run = applied();
    eachRound = () -> target.reading = Optional.of(reading(TOUCHED));

    Run stopped = rolledBack(run);

    assertThat(stopped.state()).isEqualTo(RunState.FAILED);
    assertThat(stopped.message()).contains("collection `events` was changed since the run");
    assertThat(rollback.scopes).isEmpty();
  }

  @Test
  void withoutCredentialsThatWriteItIsNotPossible() {
    Run run = applied();
    writer = WriterPolicy.NONE;

    assertThat(rollbacks().preview(run).blocked())
        .anyMatch(reason -> reason.contains("plumbline.environments.production.database.writer"))
        .anyMatch(reason -> reason.contains("plumbline.environments.production.directus.writer"));
  }

  @Test
  void runThatChangedNothingCannotBeRolledBack() {
    target.cannotOpen = Optional.of("the database is away");
    Run run = run();

    assertThat(rollbacks().preview(run).blocked()).containsExactly("it changed nothing");
  }

  @Test
  void rollbackThatGaveWayCanBeRepeated() {
    Run run = applied();
    rollback.outcome = () -> new Outcome.Undone("somebody holds a lock on `events`");
    Run failed = rolledBack(run);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.message()).contains("somebody holds a lock on `events`");

    rollback.outcome = this::committed;
    Rollbacks rollbacks = rollbacks();
    rollbacks.request(run, rollbacks.preview(run).hash(), ADA, Optional.of("second"));
    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
  }

  @Test
  void lostCommitIsDecidedByPostgresql() {
    Run run = applied();
    rollback.outcome =
        () -> {
          committed();
          return new Outcome.Unknown("the connection was lost");
        };
    target.status = TransactionStatus.COMMITTED;
    assertThat(rolledBack(run).state()).isEqualTo(RunState.VERIFIED);
  }

  @Test
  void abortedCommitChangedNothing() {
    Run run = applied();
    rollback.outcome = () -> new Outcome.Unknown("the connection was lost");
    target.status = TransactionStatus.ABORTED;
    assertThat(rolledBack(run).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void whatIsNotPutBackIsUnverified() {
    Run run = applied();
    rollback.outcome = () -> new Outcome.Committed(List.of());

    Run unverified = rolledBack(run);

    assertThat(unverified.state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(unverified.message())
        .contains("collection `events` is not as it was before the run");
  }

  @Test
  void damageBesideItIsUnverified() {
    Run run = applied();
    rollback.outcome = this::committed;
    rollback.changes =
        new ContentChanges(
            new TreeMap<>(
                Map.of(
                    "authors",
                    new TableContent.Changed(
                        new TreeMap<>(Map.of("", new RowCounts(0, 3, 0))), RowCounts.NONE),
                    "articles",
                    new TableContent.Changed(new TreeMap<>(), new RowCounts(1, 0, 0)))),
            List.of());

    Run unverified = rolledBack(run);

    assertThat(unverified.state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(unverified.message())
        .contains(
            "table `authors`: the rollback changed rows that the run had not changed: 3 rows"
                + " updated");
    assertThat(journal()).filteredOn("verify note"::equals).hasSize(2);
  }

  @Test
  void killedBeforeTheCommitItChangedNothing() {
    Run run = applied();
    rollback.outcome =
        () -> {
          throw new KilledError();
        };
    assertThatThrownBy(() -> rolledBack(run)).isInstanceOf(KilledError.class);

    store.silence(stored().id());
    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.FAILED);
    assertThat(stored().message().orElseThrow()).contains("nothing was changed");
    assertThat(deletedLeft).as("the backup that was restored").isEqualTo(1);
  }

  @Test
  void killedAfterTheCommitItIsVerifiedByTheNextProcess() {
    Run run = applied();
    rollback.changes =
        new ContentChanges(
            new TreeMap<>(Map.of("authors", new TableContent.Unknown("it has other values"))),
            List.of());
    rollback.outcome =
        () -> {
          committed();
          throw new KilledError();
        };
    assertThatThrownBy(() -> rolledBack(run)).isInstanceOf(KilledError.class);

    store.silence(stored().id());
    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(stored().phase()).contains(Phase.VERIFY);
    assertThat(journal()).filteredOn("verify note"::equals).hasSize(1);
  }

  @Test
  void storeThatIsAwayIsWaitedFor() {
    Run run = applied();
    rollback.outcome =
        () -> {
          throw new StoreUnavailableException("the store is away", new RuntimeException());
        };
    rolledBack(run);
    assertThat(stored().state().isEnded()).isFalse();

    rollback.outcome = this::committed;
    store.silence(stored().id());
    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.FAILED);
  }

  /** A run that created the collection, and something else is not as planned. */
  private Run unverified() {
    target.result =
        new Result(
            List.of("table `authors` has other rows"),
            List.of(),
            CHANGED,
            Optional.empty(),
            Optional.of(Footprint.of(created(), BEFORE, AFTER)));
    Run run = run();
    assertThat(run.state()).isEqualTo(RunState.UNVERIFIED);
    target.reading = Optional.of(reading(CHANGED));
    return run;
  }

  private void rollBackWithoutAsking() {
    writer = new WriterPolicy(writer.token(), writer.database(), true, false);
    rollback.outcome = this::committed;
  }

  @Test
  void whereItIsConfiguredAnUnverifiedRunIsRolledBackOnce() {
    Run run = unverified();
    rollbacks().requestDue();
    assertThat(store.rollback(run.id())).as("a person decides").isEmpty();

    rollBackWithoutAsking();
    rollbacks().requestDue();
    rollbacks().requestDue();

    Run rolledBack = store.rollback(run.id()).orElseThrow();
    assertThat(rolledBack.state()).isEqualTo(RunState.VERIFIED);
    assertThat(rolledBack.startedBy()).isEqualTo(Rollbacks.ITSELF);
    assertThat(rollback.scopes).hasSize(1);
  }

  @Test
  void verifiedOrOldRunsAreLeftToPeople() {
    rollBackWithoutAsking();
    Run verified = applied();
    rollbacks().requestDue();
    assertThat(store.rollback(verified.id())).isEmpty();
  }

  @Test
  void unverifiedRunOfAnHourAgoIsLeftToPeople() {
    Run run = unverified();
    rollBackWithoutAsking();
    now = NOON.plusSeconds(3600);
    rollbacks().requestDue();
    assertThat(store.rollback(run.id())).isEmpty();
  }

  @Test
  void rollbackThatFailedIsNotAskedForAgain() {
    unverified();
    rollBackWithoutAsking();
    rollback.outcome = () -> new Outcome.Undone("somebody holds a lock");
    rollbacks().requestDue();
    rollbacks().requestDue();
    assertThat(rollback.scopes).hasSize(1);
    assertThat(stored().state()).isEqualTo(RunState.FAILED);
  }
}
