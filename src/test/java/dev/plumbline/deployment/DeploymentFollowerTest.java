package dev.plumbline.deployment;

import static dev.plumbline.deployment.World.LOCAL;
import static dev.plumbline.deployment.World.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.State;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing passes by itself: the world goes on one step with each wait of the follower. */
class DeploymentFollowerTest {
  private final World world = new World();

  @Test
  void doneIsWhatWasPolledAndThenScanned() {
    world.steps.add(() -> world.polled(Poll.Result.CHANGED, "one collection changed"));
    world.steps.add(() -> world.scanned(Scan.State.DONE, "4 checks"));

    Deployment ended = world.report(LOCAL);

    assertThat(ended.state()).isEqualTo(State.DONE);
    assertThat(ended.message()).contains("one collection changed; 4 checks");
    assertThat(ended.poll()).isEqualTo(world.lastPoll());
    assertThat(ended.scan()).isEqualTo(world.lastScan());
    assertThat(world.order).containsExactly("poll", "scan");
  }

  @Test
  void environmentWithoutDatabaseIsNotScanned() {
    world.steps.add(() -> world.polled(Poll.Result.UNCHANGED, "nothing changed"));

    Deployment ended = world.report(STAGING);

    assertThat(ended.state()).isEqualTo(State.DONE);
    assertThat(ended.scan()).isEmpty();
    assertThat(world.order).containsExactly("poll");
  }

  @Test
  void failedPollOrScanFailsWithItsReason() {
    world.steps.add(() -> world.polled(Poll.Result.FAILED, "api: timed out"));
    assertThat(world.report(LOCAL).message()).contains("the poll failed: api: timed out");
    assertThat(world.order).containsExactly("poll");

    world.steps.add(() -> world.polled(Poll.Result.UNCHANGED, "nothing changed"));
    world.steps.add(() -> world.scanned(Scan.State.FAILED, "no connection"));
    Deployment ended = world.report(LOCAL);
    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.message()).contains("the scan failed: no connection");
  }

  @Test
  void scanThatRunsAlreadyEndsFirst() {
    world.scanRuns();
    world.steps.add(() -> world.polled(Poll.Result.UNCHANGED, "nothing changed"));
    world.steps.add(() -> world.scanned(Scan.State.DONE, "the earlier one"));
    world.steps.add(() -> world.scanned(Scan.State.DONE, "the later one"));

    assertThat(world.report(LOCAL).message()).contains("nothing changed; the later one");
  }

  @Test
  void deploymentOfADeadProcessIsPolledAgain() {
    Deployment begun = world.begunByADeadProcess(LOCAL);
    world.steps.add(() -> world.polled(Poll.Result.UNCHANGED, "nothing changed"));
    world.steps.add(() -> world.scanned(Scan.State.DONE, "4 checks"));

    world.deployments.takeOver();

    assertThat(world.stored(begun.id()).state()).isEqualTo(State.DONE);
    assertThat(world.order).containsExactly("poll", "scan");
  }

  @Test
  void deploymentThatNoProcessSurvivesFails() {
    Deployment begun = world.begunByADeadProcess(LOCAL);
    for (int term = 2; term <= Deployments.MOST_TERMS; term++) {
      world.store.release(
          world.store.takeOver(Duration.ZERO, world.environments()).orElseThrow().lease());
    }

    world.deployments.takeOver();

    assertThat(world.stored(begun.id()).state()).isEqualTo(State.FAILED);
    assertThat(world.stored(begun.id()).message().orElseThrow()).startsWith("given up: 5");
    assertThat(world.order).isEmpty();
  }

  @Test
  void processThatEndsLetsItGo() {
    world.steps.add(world.deployments::stop);

    Deployment left = world.report(LOCAL);

    assertThat(left.state()).isEqualTo(State.RUNNING);
    assertThat(world.store.takeOver(Deployments.SILENCE, world.environments())).isPresent();
  }

  @Test
  void processThatLostItsLeaseStops() {
    world.steps.add(
        () -> assertThat(world.store.takeOver(Duration.ZERO, world.environments())).isPresent());

    Deployment taken = world.report(LOCAL);

    assertThat(taken.state()).isEqualTo(State.RUNNING);
    assertThat(taken.message()).isEqualTo(Optional.empty());
    assertThat(world.order).containsExactly("poll");
  }
}
