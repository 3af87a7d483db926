package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.replica.ReplicaLoop;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.replica.ReplicaWork;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replica does every second, on a real store; the jobs themselves are only written down. */
final class ReplicaLoopTest implements ReplicaWork {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final StoreDatabase database = StoreDatabase.create();
  private final List<String> done = new ArrayList<>();
  private final Map<Part, Instant> last = new TreeMap<>(java.util.Comparator.comparing(Part::key));
  private final Set<Part> unknown = new HashSet<>();
  private final List<RuntimeException> comparing = new ArrayList<>();
  private final ReplicaStatus status = new ReplicaStatus();
  private String form = "form";

  @TempDir private Path folder;

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private ReplicaLoop rota(
      long id, ReplicaStore store, Secret password, EnvironmentId... environments) {
    return rota(
        id,
        store,
        Runnable::run,
        environment ->
            Optional.of(
                new Database(
                    "jdbc:postgresql://" + environment + "/directus",
                    "plumbline",
                    password,
                    "public")),
        environments);
  }

  private ReplicaLoop rota(
      long id,
      ReplicaStore store,
      Executor executor,
      Function<EnvironmentId, Optional<Database>> databases,
      EnvironmentId... environments) {
    TreeMap<EnvironmentId, WatchedEnvironment> watched = new TreeMap<>();
    for (EnvironmentId environment : environments) {
      watched.put(
          environment,
          new WatchedEnvironment(
              new Environment(environment, Tier.STAGING, false),
              Optional.empty(),
              databases.apply(environment),
              new Polling(new Schedule.Every(INTERVAL), Duration.ZERO, Duration.ofSeconds(1))));
    }
    Settings settings =
        new Settings(
            watched,
            new TreeMap<>(),
            List.of(),
            Settings.Notifications.NONE,
            new Settings.Store(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Path.of("unused"),
                Duration.ofDays(90)));
    return new ReplicaLoop(uuid(id), settings, form, store, this, executor, status);
  }

  private ReplicaLoop rota(long id, EnvironmentId... environments) {
    return rota(id, database.replicas(), new Secret.Literal("x"), environments);
  }

  private void allIsDue() {
    database.sql().run("UPDATE due SET next_at = now() - interval '1 s'");
  }

  @Test
  void startPollsAndScansNothingThatIsNotDue() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    last.put(Part.polls(STAGING), now.minusSeconds(60));
    last.put(Part.scans(STAGING), now.minusSeconds(60));

    for (long start = 1; start < 4; start++) {
      ReplicaLoop loop = rota(start, STAGING);
      loop.tick();
      loop.tick();
      loop.leave();
    }

    assertThat(done).doesNotContain("poll staging", "scan staging");
    assertThat(database.replicas().next(Part.polls(STAGING)))
        .contains(now.minusSeconds(60).plus(INTERVAL));
    assertThat(database.replicas().next(Part.scans(STAGING)))
        .contains(now.minusSeconds(60).plus(Duration.ofHours(6)));
  }

  @Test
  void whatIsDueIsDoneOnceAnInterval() {
    ReplicaLoop one = rota(1, STAGING);
    ReplicaLoop other = rota(2, STAGING);
    one.tick();
    other.tick();
    allIsDue();

    one.tick();
    other.tick();
    one.tick();

    assertThat(done).containsOnlyOnce("poll staging", "scan staging");
    Instant next = database.replicas().next(Part.polls(STAGING)).orElseThrow();
    assertThat(next)
        .isBetween(Instant.now().plus(INTERVAL.dividedBy(5)), Instant.now().plus(INTERVAL));
  }

  @Test
  void whatBeganTogetherDoesNotStayTogether() {
    EnvironmentId[] environments =
        IntStream.range(0, 20)
            .mapToObj(i -> new EnvironmentId("environment-" + i))
            .toArray(EnvironmentId[]::new);
    ReplicaLoop loop = rota(1, environments);
    loop.tick();
    allIsDue();
    loop.tick();

    assertThat(
            database
                .sql()
                .value(
                    """
                    SELECT count(*) FROM (
                      SELECT floor(extract(epoch FROM next_at - now()) / 30), count(*) FROM due
                      WHERE part LIKE 'poll/%' GROUP BY 1 HAVING count(*) > 10) AS crowded
                    """))
        .isEqualTo("0");
  }

  @Test
  void pollsThatWouldWaitForTheirTurnAreLeftToOtherReplicas() {
    List<Runnable> begun = new ArrayList<>();
    EnvironmentId[] environments =
        IntStream.range(0, 40)
            .mapToObj(i -> new EnvironmentId("environment-" + i))
            .toArray(EnvironmentId[]::new);
    ReplicaLoop one =
        rota(1, database.replicas(), begun::add, id -> Optional.empty(), environments);
    ReplicaLoop other =
        rota(2, database.replicas(), begun::add, id -> Optional.empty(), environments);
    one.tick();
    allIsDue();

    one.tick();
    assertThat(one.tick()).isEqualTo(Duration.ofMillis(200));
    assertThat(begun).hasSize(16);
    other.tick();
    assertThat(begun).hasSize(32);

    begun.forEach(Runnable::run);
    begun.clear();
    allIsDue();
    one.tick();
    assertThat(begun).hasSize(16);
  }

  @Test
  void pollsThatReadNoWholeSchemaAreAllBegun() {
    List<Runnable> begun = new ArrayList<>();
    EnvironmentId[] environments =
        IntStream.range(0, 40)
            .mapToObj(i -> new EnvironmentId("environment-" + i))
            .toArray(EnvironmentId[]::new);
    ReplicaLoop loop =
        rota(
            1,
            database.replicas(),
            begun::add,
            id ->
                Optional.of(
                    new Database(
                        "jdbc:postgresql://" + id + "/directus",
                        "plumbline",
                        new Secret.Literal("x"),
                        "public")),
            environments);
    loop.tick();
    allIsDue();

    loop.tick();

    assertThat(begun).hasSize(40);
  }

  @Test
  void somethingThatIsDueInAMomentIsNotAskedForByItself() {
    ReplicaLoop loop = rota(1, STAGING, PRODUCTION);
    loop.tick();
    database.sql().run("UPDATE due SET next_at = now() + interval '1 h'");
    assertThat(loop.tick()).isEqualTo(Duration.ofSeconds(1));

    database
        .sql()
        .run("UPDATE due SET next_at = now() + interval '100 ms' WHERE part = 'poll/staging'");
    // However long that took: 200 ms, or 1 s when it was due already.
    assertThat(loop.tick()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void replicaThatDiesAtAnyStepOfItsStartLeavesNothingUndone() {
    boolean survived = false;
    int step = 0;
    while (!survived) {
      step++;
      ReplicaLoop before = rota(1, PRODUCTION);
      before.tick();
      before.tick();
      allIsDue();
      done.clear();
      DyingStore dying = new DyingStore(step);
      ReplicaLoop killed =
          rota(2, dying.of(database.replicas()), new Secret.Literal("x"), STAGING, PRODUCTION);
      try {
        killed.tick();
        killed.tick();
        killed.tick();
        survived = true;
      } catch (DyingStore.Killed e) {
        assertThat(dying.calls()).isEqualTo(step);
      }
      before.tick();
      ReplicaLoop next = rota(3, STAGING, PRODUCTION);
      database
          .sql()
          .run(
              "UPDATE replica SET seen_at = seen_at - interval '1 h' WHERE id <> '"
                  + uuid(3)
                  + "'");
      next.tick();
      next.tick();
      assertThat(database.sql().rows("SELECT part FROM due ORDER BY 1"))
          .as("after a death at step " + step)
          .containsExactly("poll/production", "poll/staging", "scan/production", "scan/staging");
      assertThat(done).contains("poll production", "scan production");
      assertThat(database.sql().value("SELECT count(*) FROM due WHERE taken_by IS NOT NULL"))
          .isEqualTo("0");
      assertThat(database.replicas().left()).isEmpty();
      List.of("due", "replica", "part")
          .forEach(table -> database.sql().run("DELETE FROM " + table));
    }
    assertThat(step).isBetween(9, 30);
  }

  @Test
  void replicaWhoseSecretFileIsMissingTakesNothingUntilItIsThere() throws IOException {
    Path file = folder.resolve("password");
    ReplicaLoop healthy = rota(1, STAGING);
    healthy.tick();
    allIsDue();
    ReplicaLoop broken = rota(2, database.replicas(), new Secret.FromFile(file), STAGING);

    broken.tick();
    broken.tick();

    assertThat(done).containsExactly("compare", "take over");
    assertThat(status.unfit()).contains("staging: the secret file " + file + " cannot be read");
    assertThat(status.refusal(Part.polls(STAGING))).isPresent();

    Files.writeString(file, "secret");
    broken.tick();

    assertThat(status.unfit()).isEmpty();
    assertThat(done).contains("poll staging", "scan staging");
  }

  @Test
  void replicaIsNotReadyBeforeItHasComparedAndGoesOnWithEverythingElse() {
    comparing.add(new StoreUnavailableException("away", null));
    comparing.add(new IllegalStateException("the snapshot is not in the store"));
    ReplicaLoop loop = rota(1, STAGING);

    loop.tick();
    allIsDue();

    assertThat(status.unready().orElseThrow()).contains("Plumbline's store is not available");
    loop.tick();
    assertThat(status.unready().orElseThrow()).contains("attempt 1 of 5");
    assertThat(done).contains("compare", "take over", "poll staging", "scan staging");
  }

  @Test
  void errorOfOneEnvironmentKeepsNoOtherFromBeingPolled() {
    unknown.add(Part.polls(STAGING));
    ReplicaLoop loop = rota(1, STAGING, PRODUCTION);
    loop.tick();
    allIsDue();

    loop.tick();

    assertThat(done).contains("poll production", "scan production", "scan staging", "take over");
    assertThat(done).doesNotContain("poll staging");

    unknown.clear();
    loop.tick();
    allIsDue();
    loop.tick();

    assertThat(done).contains("poll staging");
  }

  @Test
  void replicaThatWasTakenForDeadIsBack() {
    ReplicaLoop loop = rota(1, STAGING);
    loop.tick();
    database.replicas().leave(uuid(1));
    database.replicas().forget(Duration.ofSeconds(20));
    assertThat(database.replicas().left()).containsKey(Part.polls(STAGING));

    loop.tick();
    loop.tick();

    assertThat(database.replicas().left()).isEmpty();
    assertThat(database.replicas().next(Part.polls(STAGING))).isPresent();
  }

  /** By SIGSTOP, for example, until the others had forgotten it. */
  @Test
  void replicaThatWasSuspendedLeavesTheWorkToTheNewerOne() {
    ReplicaLoop older = rota(1, STAGING);
    older.tick();
    form = "newer form";
    ReplicaLoop newer = rota(2, STAGING);
    newer.tick();
    database
        .sql()
        .run("UPDATE replica SET seen_at = seen_at - interval '16 s' WHERE id = '" + uuid(1) + "'");
    database.replicas().forget(ReplicaStore.SILENT);
    assertThat(database.sql().rows("SELECT id FROM replica")).containsExactly("" + uuid(2));

    older.tick();
    allIsDue();
    done.clear();
    older.tick();
    assertThat(done).doesNotContain("poll staging");
    newer.tick();

    assertThat(done).contains("poll staging");
    assertThat(database.replicas().beat(uuid(2)).orElseThrow().overruled()).isEmpty();
  }

  @Override
  public Optional<Instant> last(Part part) {
    if (unknown.contains(part)) {
      throw new IllegalStateException("when " + part + " was last done cannot be read");
    }
    return Optional.ofNullable(last.get(part));
  }

  @Override
  public boolean mayPoll(EnvironmentId environment) {
    return true;
  }

  @Override
  public Duration poll(EnvironmentId environment) {
    done.add("poll " + environment);
    return Duration.ZERO;
  }

  @Override
  public void scan(EnvironmentId environment, Optional<Instant> unlessSince) {
    done.add("scan " + environment);
  }

  @Override
  public void takeOver() {
    done.add("take over");
  }

  @Override
  public void compare() {
    done.add("compare");
    if (!comparing.isEmpty()) {
      throw comparing.removeFirst();
    }
  }
}
