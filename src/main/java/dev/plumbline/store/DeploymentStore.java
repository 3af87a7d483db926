package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The deployments that were reported, and who follows each of them. Every method is one transaction
 * and throws {@link StoreUnavailableException} when the store cannot be reached. Whether a process
 * is alive is decided by the clock of the store.
 */
public interface DeploymentStore {
  /**
   * Records a deployment, unless the same token has reported one of the same environment with the
   * same key.
   *
   * @param key by which the client repeats a request safely
   * @return the one that is stored then
   */
  Deployment begin(Deployment deployment, Optional<String> key);

  default Optional<Deployment> deployment(UUID id) {
    return deployment(id, Access.ALL);
  }

  /**
   * One deployment; empty if there is none, or if it may not be seen: then nothing of it is read.
   */
  Optional<Deployment> deployment(UUID id, Access visible);

  /**
   * Those of an environment, newest first.
   *
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  Page<Deployment> deployments(EnvironmentId environment, Optional<String> cursor, int limit);

  /**
   * Records that the holder of the lease lives, and what it waits for.
   *
   * @return false if the deployment has ended or another process follows it: the caller must stop
   */
  boolean follow(Lease lease, Optional<UUID> poll, Optional<UUID> scan);

  /**
   * Records how it ended.
   *
   * @return false as {@link #follow}: nothing is recorded
   */
  boolean end(Lease lease, Deployment.State state, String message, Instant at);

  /** Lets it go, so that another process can take it over at once. */
  void release(Lease lease);

  /**
   * Takes over a deployment that runs, but whose process has said nothing for so long.
   *
   * @param ours environments that the caller can follow
   * @return empty if there is none
   */
  Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours);

  /**
   * Ends those that nobody has followed for so long: no process knows their environment.
   *
   * @return how many
   */
  int abandon(Duration silence, String message, Instant at);

  /**
   * How many findings were opened and resolved from when it began to when it ended.
   *
   * @param comparisons whose findings are counted, beside those of the environment alone
   * @param others environments of which a finding about two may be
   */
  Changes changes(UUID id, Set<ComparisonName> comparisons, Set<EnvironmentId> others);

  /** Deletes those that were requested earlier and do not run. */
  long prune(Instant before);

  /** A deployment that was taken over. */
  record Taken(Deployment deployment, Lease lease) {}

  /**
   * Numbers of findings.
   *
   * @param opened for the first time or again
   */
  record Changes(long opened, long resolved) {}
}
