package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.DeploymentStore.Changes;
import dev.plumbline.store.DeploymentStore.Taken;
import dev.plumbline.store.Lease;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.Details;
import dev.plumbline.store.state.Deployment.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does with deployments. */
abstract class DeploymentStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Details DETAILS =
      new Details(Optional.of("8c1f3a9"), Optional.of("ünd \\ ''"), Optional.empty());

  abstract DeploymentStore store();

  abstract MonitorStore monitor();

  private static Deployment deployment(long number) {
    return Deployment.begun(uuid(number), STAGING, noonPlus(number), "ci", DETAILS);
  }

  private Deployment begun(long number) {
    return store().begin(deployment(number), Optional.empty());
  }

  private static Lease lease(long number, int term) {
    return new Lease(uuid(number), term);
  }

  @Test
  void deploymentIsReadAsItWasRecorded() {
    assertThat(begun(1)).isEqualTo(deployment(1));
    assertThat(store().deployment(uuid(1))).contains(deployment(1));
    assertThat(store().deployment(uuid(2))).isEmpty();
  }

  @Test
  void endIsRecordedOnce() {
    begun(1);
    store().follow(lease(1, 1), Optional.of(uuid(11)), Optional.of(uuid(12)));

    assertThat(store().end(lease(1, 1), State.DONE, "nothing changed", noonPlus(9))).isTrue();
    assertThat(store().end(lease(1, 1), State.FAILED, "again", noonPlus(10))).isFalse();
    assertThat(store().follow(lease(1, 1), Optional.empty(), Optional.empty())).isFalse();

    Deployment ended = store().deployment(uuid(1)).orElseThrow();
    assertThat(ended.state()).isEqualTo(State.DONE);
    assertThat(ended.message()).contains("nothing changed");
    assertThat(ended.finishedAt()).contains(noonPlus(9));
    assertThat(ended.poll()).contains(uuid(11));
    assertThat(ended.scan()).contains(uuid(12));
  }

  @Test
  void repeatedKeyIsTheFirstDeployment() {
    Optional<String> key = Optional.of("run-1");
    store().begin(deployment(1), key);

    assertThat(store().begin(deployment(2), key).id()).isEqualTo(uuid(1));
    assertThat(store().begin(Deployment.begun(uuid(3), PRODUCTION, NOON, "ci", DETAILS), key).id())
        .isEqualTo(uuid(3));
    assertThat(store().begin(Deployment.begun(uuid(4), STAGING, NOON, "ada", DETAILS), key).id())
        .isEqualTo(uuid(4));
    assertThat(begun(5).id()).isEqualTo(uuid(5));
    assertThat(begun(6).id()).isEqualTo(uuid(6));
    assertThat(store().deployment(uuid(2))).isEmpty();
  }

  @Test
  void deploymentsAreListedNewestFirstAndPaged() {
    for (int i = 1; i <= 5; i++) {
      begun(i);
    }
    store().begin(Deployment.begun(uuid(9), PRODUCTION, NOON, "ci", DETAILS), Optional.empty());

    List<Deployment> read = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Deployment> page = store().deployments(STAGING, cursor, 2);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      read.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(read)
        .extracting(Deployment::id)
        .containsExactly(uuid(5), uuid(4), uuid(3), uuid(2), uuid(1));
    for (String bad : List.of("", "x", new Cursor(NOON, "f".repeat(20)).text())) {
      assertThatThrownBy(() -> store().deployments(STAGING, Optional.of(bad), 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> store().deployments(STAGING, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deploymentOfASilentProcessIsTakenOverAndItsLeaseIsVoid() {
    begun(1);
    assertThat(store().takeOver(HOUR, Set.of(STAGING))).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(PRODUCTION))).isEmpty();

    Taken taken = store().takeOver(Duration.ZERO, Set.of(STAGING)).orElseThrow();

    assertThat(taken.lease()).isEqualTo(lease(1, 2));
    assertThat(taken.deployment()).isEqualTo(deployment(1));
    assertThat(store().follow(lease(1, 1), Optional.empty(), Optional.empty())).isFalse();
    assertThat(store().end(lease(1, 1), State.FAILED, "late", NOON)).isFalse();
    assertThat(store().follow(lease(1, 2), Optional.empty(), Optional.empty())).isTrue();
    store().end(lease(1, 2), State.DONE, "m", NOON);
    assertThat(store().takeOver(Duration.ZERO, Set.of(STAGING))).isEmpty();
  }

  @Test
  void releasedDeploymentIsTakenOverAtOnceAndNotAbandoned() {
    begun(1);
    store().release(lease(1, 1));

    assertThat(store().abandon(HOUR, "nobody", NOON)).isZero();
    assertThat(store().takeOver(Duration.ofSeconds(30), Set.of(STAGING))).isPresent();
  }

  @Test
  void deploymentThatNobodyFollowsEnds() {
    begun(1);
    assertThat(store().abandon(HOUR, "nobody", noonPlus(5))).isZero();

    assertThat(store().abandon(Duration.ZERO, "nobody knows staging", noonPlus(5))).isEqualTo(1);

    Deployment ended = store().deployment(uuid(1)).orElseThrow();
    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.message()).contains("nobody knows staging");
  }

  @Test
  void findingsAreCountedFromItsBeginToItsEndIfTheyMayBeSeen() {
    Observation before = observation(SCOPE, "before");
    Observation resolved = observation(SCOPE, "resolved");
    seen(SCOPE, 1, before, resolved);
    begun(2);
    Observation own = of(new Scope.OfSources(STAGING));
    Observation pair = of(new Scope.OfPair(PRODUCTION, STAGING));
    seen(SCOPE, 3, before, observation(SCOPE, "new"), observation(SCOPE, "another"));
    seen(own.scope(), 3, own);
    seen(pair.scope(), 3, pair);
    seen(new Scope.OfSources(PRODUCTION), 3, of(new Scope.OfSources(PRODUCTION), PRODUCTION));

    assertThat(store().changes(uuid(2), Set.of(COMPARISON), Set.of(STAGING, PRODUCTION)))
        .isEqualTo(new Changes(4, 1));
    assertThat(store().changes(uuid(2), Set.of(), Set.of(STAGING))).isEqualTo(new Changes(1, 0));

    store().end(lease(2, 1), State.DONE, "m", noonPlus(4));
    seen(own.scope(), 5);

    assertThat(store().changes(uuid(2), Set.of(COMPARISON), Set.of(STAGING, PRODUCTION)))
        .isEqualTo(new Changes(4, 1));
    begun(6);
    assertThat(store().changes(uuid(6), Set.of(COMPARISON), Set.of(STAGING, PRODUCTION)))
        .isEqualTo(new Changes(0, 0));
  }

  private static Observation of(Scope scope) {
    return of(scope, STAGING);
  }

  private static Observation of(Scope scope, EnvironmentId environment) {
    Observation any = observation(scope, "");
    return new Observation(
        scope,
        environment,
        any.kind(),
        any.code(),
        any.severity(),
        any.subject(),
        any.path(),
        any.message());
  }

  private void seen(Scope scope, long second, Observation... observations) {
    monitor()
        .reconcile(
            scope, known -> Reconciler.findings(known, List.of(observations), noonPlus(second)));
  }

  @Test
  void oldDeploymentsAreDeletedUnlessTheyRun() {
    begun(1);
    begun(2);
    begun(30);
    store().end(lease(1, 1), State.DONE, "m", noonPlus(3));
    store().end(lease(30, 1), State.DONE, "m", noonPlus(40));

    assertThat(store().prune(noonPlus(10))).isEqualTo(1);

    assertThat(store().deployments(STAGING, Optional.empty(), 10).items())
        .extracting(Deployment::id)
        .containsExactly(uuid(30), uuid(2));
  }
}
