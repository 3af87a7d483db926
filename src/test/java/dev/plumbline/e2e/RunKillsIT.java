package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.location;
import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.TableRows;
import dev.plumbline.lab.service.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL in each phase of runs and rollbacks. Afterwards the target is as before or verified, the
 * journal says which, and nothing is left of what was killed. {@code -Dkills=<number>} does all of
 * it so often, on both versions of Directus if it is more than once.
 */
@Order(2)
class RunKillsIT {
  private static final int ROUNDS = Integer.getInteger("kills", 1);

  @TempDir Path folder;

  /** Prepares a moment; before the run comes there. */
  private interface Preparation {
    Moment of(RunPair pair) throws Exception;
  }

  static Stream<DirectusVersion> plumblineVersions() {
    return ROUNDS > 1 ? Stream.of(DirectusVersion.values()) : Stream.of(DirectusVersion.V12);
  }

  static Stream<DirectusVersion> postgresVersions() {
    return ROUNDS > 1 ? Stream.of(DirectusVersion.values()) : Stream.of(DirectusVersion.V11);
  }

  /** What the target is like. */
  private record State(String schema, SortedMap<String, String> rows) {
    static State of(RunPair pair) {
      LabEnvironment production = pair.production();
      SortedMap<String, String> rows = TableRows.of(production.database().owner());
      rows.keySet().removeAll(RunScenario.RECORDS);
      return new State(RunScenario.fingerprint(production), rows);
    }
  }

  /**
   * Two replicas: whatever the one is doing when it is killed, the other one carries the run to its
   * end, and is killed in the next phase.
   */
  @ParameterizedTest
  @MethodSource("plumblineVersions")
  void plumblineAndDirectusAreKilled(DirectusVersion version) throws Exception {
    try (RunPair pair = RunPair.start(Laboratory.shared(), version, folder, 2)) {
      RunScenario.drift(pair.staging());
      // Long enough to be killed in, and shorter than a request may take.
      pair.production()
          .directus()
          .filterFlow("items.update", "events", "sleep", "{\"milliseconds\": 3000}");
      for (int round = 0; round < ROUNDS; round++) {
        State before = State.of(pair);
        runIsVerifiedWhereverPlumblineIsKilled(pair, round == 0);
        rollbackChangesNothingWherePlumblineIsKilledBeforeItsCommit(pair);
        rollbackIsVerifiedWherePlumblineIsKilledAfterItsCommit(pair);
        assertThat(State.of(pair)).isEqualTo(before);
        runChangesNothingWherePlumblineIsKilledAndDirectusFails(pair);
        runChangesNothingWhereverDirectusIsKilled(pair);
      }
      assertThat(pair.service().api().get("/api/v1/audit/verification").get("valid"))
          .isEqualTo(JsonValue.of(true));
    }
  }

  private static void runIsVerifiedWhereverPlumblineIsKilled(RunPair pair, boolean isFirst)
      throws Exception {
    String plan = RunScenario.approved(pair.service());
    List<Preparation> kills =
        List.of(
            one -> Moment.ended(one, "transactions"),
            one -> Moment.ended(one, "lock"),
            one -> Moment.ended(one, "recheck"),
            Moment::dumping,
            Moment::proving,
            Moment::rehearsing,
            Moment::applying,
            one -> Moment.ended(one, "cache"),
            one -> Moment.created(one, "events"),
            one -> Moment.ended(one, "verify"));

    Moment moment = kills.getFirst().of(pair);
    String run = isFirst ? requestedFiftyTimes(pair, plan) : started(pair, plan);
    moment.await();
    if (isFirst) {
      pair.findActive();
    }
    killed(pair, moment, kills);

    assertEnd(pair, run, "verified", "the target is what was planned");
    assertThat(interrupted(pair))
        .containsExactly(
            "transactions",
            "lock",
            "recheck",
            "backup",
            "proof",
            "rehearsal",
            "apply",
            "cache",
            "verify",
            "verify");
    assertThat(pair.production().database().owner().value("SELECT count(*) FROM events"))
        .as("what the killed processes created is deleted")
        .isEqualTo("0");
    assertThat(RunScenario.fingerprint(pair.production()))
        .isEqualTo(RunScenario.fingerprint(pair.staging()));
    assertThat(text(pair.service().api().get(plan), "state")).isEqualTo("applied");
  }

  private static String started(RunPair pair, String plan) {
    return RunScenario.started(pair.service(), plan, plan);
  }

  /** By both replicas at once. */
  private static String requestedFiftyTimes(RunPair pair, String plan) throws Exception {
    List<Callable<HttpResponse<String>>> requests =
        IntStream.range(0, 50)
            .<Callable<HttpResponse<String>>>mapToObj(
                i -> () -> RunScenario.request(pair.replicas().get(i % 2), plan, "the-same"))
            .toList();
    List<String> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(202);
        runs.add(location(answer.get()));
      }
    }
    assertThat(runs).hasSize(50).containsOnly(runs.getFirst());
    assertThat(pair.store().value("SELECT count(*) FROM run")).isEqualTo("1");
    return runs.getFirst();
  }

  /** From the first moment, in which the run is, to the last one. */
  private static void killed(RunPair pair, Moment first, List<Preparation> kills) throws Exception {
    Moment moment = first;
    for (Preparation next : kills.subList(1, kills.size())) {
      pair.kill();
      // Before anything is released: on a busy machine the other replica may be faster.
      Moment following = next.of(pair);
      moment.close();
      moment = following;
      pair.takeOver();
      moment.await();
    }
    pair.kill();
    moment.close();
    pair.takeOver();
  }

  /** The phases that another process found begun. */
  private static List<String> interrupted(RunPair pair) {
    return pair.journal().stream()
        .filter(line -> line.contains(" note another process continues"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private static void rollbackChangesNothingWherePlumblineIsKilledBeforeItsCommit(RunPair pair)
      throws Exception {
    State changed = State.of(pair);
    List<Preparation> kills =
        List.of(
            one -> Moment.ended(one, "recheck"),
            Moment::dumping,
            Moment::proving,
            Moment::restoring,
            Moment::applying);

    Moment moment = kills.getFirst().of(pair);
    String rollback = rollback(pair);
    moment.await();
    killed(pair, moment, kills);

    assertEnd(pair, rollback, "failed", "nothing was changed");
    assertThat(interrupted(pair)).containsExactly("recheck", "backup", "proof", "restore", "apply");
    assertThat(State.of(pair)).isEqualTo(changed);
  }

  /** Of the newest run that changed the target. */
  private static String rollback(RunPair pair) {
    ServiceProcess service = pair.service();
    String run =
        "/api/v1/runs/"
            + pair.store()
                .value(
                    "SELECT id FROM run WHERE undoes IS NULL AND state = 'verified'"
                        + " ORDER BY number DESC LIMIT 1");
    JsonObject preview = service.api().get(run + "/rollback");
    assertThat(preview.get("possible")).as(preview.toString()).isEqualTo(JsonValue.of(true));
    String hash = text(preview, "hash");
    return RunScenario.rolledBack(
        service, run, hash, "undo-" + pair.store().value("SELECT count(*) FROM run"));
  }

  private static void rollbackIsVerifiedWherePlumblineIsKilledAfterItsCommit(RunPair pair)
      throws Exception {
    Moment applying = Moment.applying(pair);
    String rollback = rollback(pair);
    applying.await();
    endDirectus(pair);
    List<Preparation> kills =
        List.of(
            one -> Moment.ended(one, "apply"),
            one -> Moment.ended(one, "cache"),
            one -> Moment.ended(one, "verify"));
    Moment moment = kills.getFirst().of(pair);
    // It cannot start before: it reads its tables, which the rollback has locked.
    applying.close();
    pair.production().start();
    moment.await();
    killed(pair, moment, kills);

    assertEnd(pair, rollback, "verified", "as it was before it");
    assertThat(interrupted(pair)).containsExactly("apply", "cache", "verify");
  }

  /** By SIGKILL; returns when its process has ended. */
  private static void endDirectus(RunPair pair) {
    pair.production().kill();
    pair.production().stop();
  }

  /** Somebody cancels the session of Directus, then ends it, while no Plumbline is there. */
  private static void runChangesNothingWherePlumblineIsKilledAndDirectusFails(RunPair pair)
      throws Exception {
    String plan = RunScenario.approved(pair.service());
    State before = State.of(pair);
    String run;
    try (Moment applying = Moment.applying(pair)) {
      run = started(pair, plan);
      applying.await();
      pair.kill();
      assertThat(
              pair.production()
                  .database()
                  .owner()
                  .value(
                      "SELECT bool_and(pg_cancel_backend(pid)) FROM pg_stat_activity"
                          + " WHERE datname = current_database() AND wait_event_type = 'Lock'"))
          .isEqualTo("t");
      // Else it is waited for: it might begin once more.
      endDirectus(pair);
    }
    pair.takeOver();

    assertEnd(pair, run, "failed", "the target is as it was");
    pair.production().start();
    assertThat(interrupted(pair)).containsExactly("apply");
    assertThat(State.of(pair)).isEqualTo(before);
    assertThat(text(pair.service().api().get(plan), "state")).isEqualTo("not_applied");
  }

  private static void runChangesNothingWhereverDirectusIsKilled(RunPair pair) throws Exception {
    String plan = RunScenario.approved(pair.service());
    State before = State.of(pair);
    Moment moment = Moment.dumping(pair);
    String run = started(pair, plan);
    moment.await();
    endDirectus(pair);
    Moment proving = Moment.proving(pair);
    moment.close();
    pair.production().start();
    proving.await();
    endDirectus(pair);
    moment = Moment.applying(pair);
    proving.close();
    pair.production().start();
    moment.await();
    endDirectus(pair);
    moment.close();
    pair.production().start();

    assertEnd(pair, run, "failed", "");
    assertThat(State.of(pair)).isEqualTo(before);
  }

  private static void assertEnd(RunPair pair, String run, String state, String message)
      throws Exception {
    JsonObject ended = RunScenario.ended(pair.service(), run);
    assertThat(text(ended, "state")).as(String.join("\n", pair.journal())).isEqualTo(state);
    assertThat(text(ended, "message")).isNotBlank().contains(message);
    assertThat(pair.service().api().send("GET", run + "/report", "").statusCode()).isEqualTo(200);
    pair.assertNothingLeft();
  }

  /** A server with nothing else on it: each of its processes dies with the one that is killed. */
  @ParameterizedTest
  @MethodSource("postgresVersions")
  void postgresqlIsKilled(DirectusVersion version) throws Exception {
    try (RunPair pair = RunPair.start(Laboratory.alone(), version, folder, 1)) {
      RunScenario.drift(pair.staging());
      for (int round = 0; round < ROUNDS; round++) {
        State before = State.of(pair);
        for (Preparation moment :
            List.<Preparation>of(Moment::dumping, Moment::proving, Moment::applying)) {
          crashed(pair, moment.of(pair), started(pair, RunScenario.approved(pair.service())));
          assertThat(State.of(pair)).isEqualTo(before);
        }
        String run = started(pair, RunScenario.approved(pair.service()));
        assertEnd(pair, run, "verified", "");
        assertThat(RunScenario.fingerprint(pair.production()))
            .isEqualTo(RunScenario.fingerprint(pair.staging()));
        State changed = State.of(pair);
        for (Preparation moment : rollbackMoments()) {
          crashed(pair, moment.of(pair), rollback(pair));
          assertThat(State.of(pair)).isEqualTo(changed);
        }
        assertEnd(pair, rollback(pair), "verified", "");
        assertThat(State.of(pair)).isEqualTo(before);
      }
    }
  }

  /** Until its transaction, a rollback does what a run does. */
  private static List<Preparation> rollbackMoments() {
    return ROUNDS > 1
        ? List.of(Moment::dumping, Moment::proving, Moment::restoring, Moment::applying)
        : List.of(Moment::restoring, Moment::applying);
  }

  /** By a process of the server, which then starts the others again; or all of it. */
  private static void crashed(RunPair pair, Moment moment, String run) throws Exception {
    moment.await();
    if (pair.phase().equals("apply")) {
      pair.production().database().postgres().kill();
      pair.production().database().postgres().start();
    } else {
      pair.production().database().postgres().crash();
    }
    moment.close();
    assertEnd(pair, run, "failed", "");
  }
}
