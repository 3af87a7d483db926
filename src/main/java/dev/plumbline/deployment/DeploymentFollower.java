package dev.plumbline.deployment;

import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.Lease;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Follows one deployment until it has ended. */
final class DeploymentFollower {
  /** How often it is asked whether a poll or scan has ended; also a sign of life. */
  static final Duration STEP = Duration.ofMillis(500);

  private final Settings settings;
  private final DeploymentStore store;
  private final Monitoring monitoring;
  private final Scanning scanning;
  private final Deployments.Outside outside;

  DeploymentFollower(
      Settings settings,
      DeploymentStore store,
      Monitoring monitoring,
      Scanning scanning,
      Deployments.Outside outside) {
    this.settings = settings;
    this.store = store;
    this.monitoring = monitoring;
    this.scanning = scanning;
    this.outside = outside;
  }

  /**
   * Returns when it has ended, when another process has taken it over, or when it was let go.
   *
   * @param stopping whether this process ends
   */
  void follow(Deployment deployment, Lease lease, BooleanSupplier stopping)
      throws InterruptedException {
    EnvironmentId environment = deployment.environment();
    Optional<UUID> poll = deployment.poll();
    Optional<UUID> scan = deployment.scan();
    String polled = "the poll ended before another process took this deployment over";
    if (scan.isEmpty()) {
      // Of one that a dead process began nobody knows whether the comparisons heard of it.
      UUID began = monitoring.requestPoll(environment).map(Poll::id).orElseThrow();
      poll = Optional.of(began);
      Optional<Poll> ended = endOfPoll(began, lease, stopping);
      if (ended.isEmpty()) {
        return;
      }
      polled = ended.get().message().orElse("");
      if (ended.get().result() == Poll.Result.FAILED) {
        end(lease, Deployment.State.FAILED, "the poll failed: " + polled);
        return;
      }
      if (!hasDatabase(environment)) {
        end(lease, Deployment.State.DONE, polled);
        return;
      }
      scan = scanAfterwards(environment, lease, poll, stopping);
      if (scan.isEmpty()) {
        return;
      }
    }
    Optional<Scan> ended = endOfScan(scan.get(), lease, poll, scan, stopping);
    if (ended.isPresent()) {
      String scanned = ended.get().message().orElse("");
      switch (ended.get().state()) {
        case DONE, OVER_BUDGET -> end(lease, Deployment.State.DONE, polled + "; " + scanned);
        case FAILED -> end(lease, Deployment.State.FAILED, "the scan failed: " + scanned);
        case RUNNING -> throw new IllegalStateException("a scan that ended runs");
      }
    }
  }

  /**
   * A scan that begins now: one that runs already may have passed what was deployed, so its end is
   * awaited first.
   */
  private Optional<UUID> scanAfterwards(
      EnvironmentId environment, Lease lease, Optional<UUID> poll, BooleanSupplier stopping)
      throws InterruptedException {
    Optional<UUID> earlier =
        scanning
            .integrity(environment)
            .flatMap(IntegrityOverview::lastScan)
            .filter(last -> last.state() == Scan.State.RUNNING)
            .map(Scan::id);
    if (earlier.isPresent()
        && endOfScan(earlier.get(), lease, poll, Optional.empty(), stopping).isEmpty()) {
      return Optional.empty();
    }
    return scanning.requestScan(environment).map(Scan::id);
  }

  private Optional<Poll> endOfPoll(UUID id, Lease lease, BooleanSupplier stopping)
      throws InterruptedException {
    return until(
        () -> monitoring.poll(id).filter(poll -> poll.result() != Poll.Result.RUNNING),
        lease,
        Optional.of(id),
        Optional.empty(),
        stopping);
  }

  private Optional<Scan> endOfScan(
      UUID id, Lease lease, Optional<UUID> poll, Optional<UUID> scan, BooleanSupplier stopping)
      throws InterruptedException {
    return until(
        () -> scanning.scan(id).filter(known -> known.state() != Scan.State.RUNNING),
        lease,
        poll,
        scan,
        stopping);
  }

  /** Empty if this process has to stop before. */
  private <T> Optional<T> until(
      Supplier<Optional<T>> end,
      Lease lease,
      Optional<UUID> poll,
      Optional<UUID> scan,
      BooleanSupplier stopping)
      throws InterruptedException {
    while (store.follow(lease, poll, scan)) {
      Optional<T> ended = end.get();
      if (ended.isPresent()) {
        return ended;
      }
      if (stopping.getAsBoolean()) {
        store.release(lease);
        return Optional.empty();
      }
      outside.waiting().await(STEP);
    }
    return Optional.empty();
  }

  private void end(Lease lease, Deployment.State state, String message) {
    store.end(lease, state, message, outside.clock().instant());
  }

  private boolean hasDatabase(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment))
        .filter(watched -> watched.database().isPresent())
        .isPresent();
  }
}
