package dev.plumbline.deployment;

import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.DeploymentStore.Taken;
import dev.plumbline.store.Lease;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.Details;
import dev.plumbline.timing.Waiting;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Reports of deployments, and what is done for each. Whatever is to be known after a crash is in
 * the store: another process takes a deployment over whose process is silent.
 */
public final class Deployments {
  /** Many steps of a follower. One that lives on after that only made a poll in vain. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  /** An environment that no process has known for so long is configured nowhere any more. */
  static final Duration ABANDONED = Duration.ofHours(1);

  /** A deployment that more processes in a row did not survive would continue to kill them. */
  static final int MOST_TERMS = 5;

  private static final System.Logger LOG = System.getLogger(Deployments.class.getName());

  private final Settings settings;
  private final DeploymentStore store;
  private final Outside outside;
  private final DeploymentFollower follower;
  private volatile boolean stopping;

  /**
   * What is not ours.
   *
   * @param executor follows the deployments, a virtual thread each
   */
  public record Outside(Executor executor, Waiting waiting, Clock clock, Supplier<UUID> ids) {}

  /**
   * @param store on connections that no request can take away
   */
  public Deployments(
      Settings settings,
      DeploymentStore store,
      Monitoring monitoring,
      Scanning scanning,
      Outside outside) {
    this.settings = settings;
    this.store = store;
    this.outside = outside;
    this.follower = new DeploymentFollower(settings, store, monitoring, scanning, outside);
  }

  /**
   * Records a deployment and returns at once; what is to be done continues on a thread of its own.
   *
   * @param by the name of the token
   * @param key by which the client repeats the request safely: nothing is done if it was used
   * @return the one that is stored, which is an earlier one if the key was used
   */
  public Deployment report(
      EnvironmentId environment, String by, Details details, Optional<String> key) {
    Deployment reported =
        Deployment.begun(outside.ids().get(), environment, outside.clock().instant(), by, details);
    Deployment stored = store.begin(reported, key);
    if (stored.id().equals(reported.id())) {
      follow(stored, Lease.first(stored.id()));
    }
    return stored;
  }

  /** Continues every deployment whose process died, and ends those that nobody can follow. */
  public void takeOver() {
    store.abandon(
        ABANDONED,
        "no replica is configured with the environment any more",
        outside.clock().instant());
    Optional<Taken> taken = next();
    while (taken.isPresent() && !stopping) {
      Taken known = taken.get();
      if (known.lease().term() > MOST_TERMS) {
        store.end(
            known.lease(),
            Deployment.State.FAILED,
            "given up: " + MOST_TERMS + " processes in a row ended while they worked on it",
            outside.clock().instant());
      } else {
        follow(known.deployment(), known.lease());
      }
      taken = next();
    }
  }

  private Optional<Taken> next() {
    return store.takeOver(SILENCE, settings.environments().keySet());
  }

  /** Lets every deployment of this process go, for another one to continue. */
  public void stop() {
    stopping = true;
  }

  private void follow(Deployment deployment, Lease lease) {
    outside
        .executor()
        .execute(
            () -> {
              try {
                follower.follow(deployment, lease, () -> stopping);
              } catch (StoreUnavailableException e) {
                LOG.log(
                    Level.WARNING,
                    "the deployment to {0} is taken over when Plumbline's store is available"
                        + " again: {1}",
                    deployment.environment(),
                    e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                LOG.log(
                    Level.ERROR,
                    "following the deployment to "
                        + deployment.environment()
                        + " ended in an error; it is tried again",
                    e);
              }
            });
  }
}
