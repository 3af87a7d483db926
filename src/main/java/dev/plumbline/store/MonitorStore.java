package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Scope;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the monitor remembers. Every method is one transaction: after a crash either all of it is
 * there or nothing. A function that is handed in may be called again when the transaction has to be
 * repeated, so it must not do anything but read from this store and compute. Times are kept to the
 * microsecond.
 *
 * <p>What a poll or a comparison wrote is of the replica whose configuration is the newest. In the
 * store of a replica that another one overrules, or took for dead, none of {@link #finish}, {@link
 * #identify}, {@link #confirm}, {@link #compare} and {@link #reconcile} replaces it, whatever that
 * replica knew when it called: this is decided by the transaction that writes.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public interface MonitorStore {
  /** What is known of an environment; empty before its first poll. */
  Optional<EnvironmentStatus> environment(EnvironmentId environment);

  /** What is known of those of these environments that were polled, as of one instant. */
  Map<EnvironmentId, EnvironmentStatus> environments(Set<EnvironmentId> environments);

  /** Which Directus and database an environment is; empty if that was never read. */
  Optional<Identity> identity(EnvironmentId environment);

  /** Likewise, of those of these environments of which that was read. */
  Map<EnvironmentId, Identity> identities(Set<EnvironmentId> environments);

  /** Records which Directus and database an environment is. */
  void identify(EnvironmentId environment, Identity identity);

  /** Records that a poll began; before it reads anything. Again: nothing happens. */
  void begin(Poll poll);

  /**
   * Records how a poll went. The status of the environment is locked, handed to {@code update}
   * (empty before the first poll) and replaced by what it returns.
   *
   * <p>Two polls of one environment may overlap, on two replicas. What the one that began later has
   * written is never replaced by the one that began earlier, in whatever order they end: of that
   * one only the end is recorded, and {@code update} is not called. Begun earlier or later is
   * reported by the store, not by the clocks of the replicas.
   *
   * @param believed the snapshot and catalog that the new status points at, each stored once by its
   *     content; empty if the status points at ones that are stored already, or at none
   * @return false if a poll that began later has ended already, or if another replica decides on
   *     the environment, and this poll is failed for that; nothing may be concluded from this one
   *     then
   */
  boolean finish(
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update);

  /** Records only that a poll ended, without anything that it saw. */
  void end(Poll poll);

  /** Records which version of Plumbline makes the polls from now on. */
  void announce(Announcement announcement);

  /** The last announcement, of whatever replica; empty if there was none. */
  Optional<Announcement> announced();

  /**
   * That a version of Plumbline makes the polls.
   *
   * @param form in which it reads
   * @param at when it started, or took over from a version that ended
   */
  record Announcement(String form, Instant at) {}

  /** Pauses polling, and records that in the audit; again: replaces who and why. */
  void pause(EnvironmentId environment, EnvironmentStatus.Pause pause);

  /**
   * Lifts a pause, and records that in the audit; does nothing if there is none.
   *
   * @param by the name of the token
   */
  void resume(EnvironmentId environment, String by, Instant at);

  default Optional<Poll> poll(UUID id) {
    return poll(id, Access.ALL);
  }

  /** One poll; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Poll> poll(UUID id, Access visible);

  /** A snapshot by its address; empty if it is not stored (any more). */
  Optional<StoredSnapshot> snapshot(Fingerprint fingerprint);

  /** What was read below the API, by its address; empty if it is not stored (any more). */
  Optional<CatalogReading> catalog(Fingerprint fingerprint);

  /** What {@link #catalog} returns, without its inventory. */
  Optional<Disagreements> disagreements(Fingerprint catalog);

  /** When an environment had which snapshot, newest first. */
  Page<SnapshotPeriod> snapshots(EnvironmentId environment, Optional<String> cursor, int limit);

  /** How many items each collection had when a scan last counted them. */
  List<ItemCount> itemCounts(EnvironmentId environment);

  /** How many mismatches each stored catalog has, by severity. */
  Map<Fingerprint, Map<Severity, Integer>> mismatchCounts();

  Optional<ComparisonStatus> comparison(ComparisonName name);

  /** What is known of those of these comparisons that were made, as of one instant. */
  Map<ComparisonName, ComparisonStatus> comparisons(Set<ComparisonName> comparisons);

  /** As {@link #comparison}, after every recomputation has ended that had begun before. */
  Optional<ComparisonStatus> settledComparison(ComparisonName name);

  /**
   * What differed when a comparison was last made.
   *
   * @param basis of the status that is shown
   * @return empty if it has another basis by now
   */
  Optional<DriftParts> drift(ComparisonName name, String basis);

  /**
   * Records that a comparison still stands as it was made, serialised like {@link #compare}, and
   * that everything it found was seen again.
   *
   * @return false if it was made from another basis, if its findings are not those that it found,
   *     or if another replica decides on it: nothing is recorded then, and it must be made again
   */
  boolean confirm(ComparisonName name, String basis, Instant now);

  /**
   * Recomputes a comparison and the findings of its scope, serialised with every other
   * recomputation of it, on any replica. {@code update} may read from this store.
   *
   * @param update from what is known so far to what is to be written; empty: nothing is. Not called
   *     if another replica decides on the comparison
   */
  void compare(ComparisonName name, Function<Compared, Optional<Recomputed>> update);

  /**
   * Brings what earlier versions stored of comparisons into the form of this one. To be done at
   * each start; until then it is read as it is, which takes long.
   */
  void convertComparisons();

  /** Brings the findings of one scope up to date, serialised likewise. */
  default void reconcile(Scope scope, Function<List<Finding>, List<Finding>> update) {
    reconcile(Map.of(scope, update));
  }

  /**
   * Likewise of many scopes, many in a transaction.
   *
   * @return those that were brought up to date: all but what another replica decides on
   */
  Set<Scope> reconcile(Map<Scope, Function<List<Finding>, List<Finding>>> updates);

  /** The pairs of environments with a finding that is not resolved. */
  Set<Scope.OfPair> unresolvedPairs();

  /**
   * Deletes what is older than the retention: polls, resolved findings, ended periods, the
   * snapshots that no period or comparison refers to any more, and the catalogs that no environment
   * does. It continues in small transactions until nothing is left.
   *
   * @return how many rows were deleted
   */
  long prune(Instant before);

  /** A snapshot with the version of Directus that was seen with it; empty without API. */
  record StoredSnapshot(
      Fingerprint fingerprint, Snapshot snapshot, Optional<String> directus, Instant firstSeenAt) {}

  /**
   * A snapshot to be stored.
   *
   * @param catalog what was read with it below the API; empty without database
   */
  record BelievedSnapshot(
      Fingerprint fingerprint,
      Snapshot snapshot,
      Optional<String> directus,
      Optional<BelievedCatalog> catalog) {

    /** One that was read without database. */
    public BelievedSnapshot(Fingerprint fingerprint, Snapshot snapshot, Optional<String> directus) {
      this(fingerprint, snapshot, directus, Optional.empty());
    }
  }

  /** What was read below the API, to be stored. */
  record BelievedCatalog(Fingerprint fingerprint, CatalogReading reading) {
    public static BelievedCatalog of(CatalogReading reading) {
      return new BelievedCatalog(reading.fingerprint(), reading);
    }
  }

  /**
   * How long an environment had a snapshot.
   *
   * @param until when another was first seen; empty if it still has it
   */
  record SnapshotPeriod(Fingerprint fingerprint, Instant from, Optional<Instant> until) {}

  /**
   * A comparison and its findings, before a recomputation.
   *
   * @param status empty before the first
   * @param findings all of the scope
   */
  record Compared(Optional<ComparisonStatus> status, List<Finding> findings) {
    public Compared {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A comparison as it was made just now.
   *
   * @param drift everything that differs; {@code status} has its counts
   * @param findings those to be written, by identity
   */
  record Recomputed(ComparisonStatus status, Drift drift, List<Finding> findings) {
    public Recomputed {
      findings = List.copyOf(findings);
    }
  }
}
