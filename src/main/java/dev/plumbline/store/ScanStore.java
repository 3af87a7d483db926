package dev.plumbline.store;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What scans remember. Every method is one transaction and throws {@link StoreUnavailableException}
 * when the store cannot be reached.
 */
public interface ScanStore {
  /**
   * Records that a scan begins, unless one of this environment is running already.
   *
   * @return the one that runs then
   */
  Scan begin(Scan scan);

  /**
   * Takes over a scan that runs, but whose process has said nothing for so long, by the one clock
   * of the store. Whoever had it may write nothing about it any more.
   *
   * @param silence of a scan of ours
   * @param ours environments whose scans the caller can continue
   * @param abandoned silence after which nobody can be expected to continue a scan of any other
   *     environment
   * @return empty if there is none; the caller must continue it otherwise
   */
  Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours, Duration abandoned);

  /** Lets go of a scan that runs, so that it can be taken over at once. */
  void release(Lease lease);

  /**
   * Records how far a scan is, what it waits for, and where in its current checks it is.
   *
   * @return false if another process has taken the scan over: the caller must stop
   */
  boolean progress(
      Lease lease, Scan.Progress progress, Optional<String> message, Optional<Place> place);

  /**
   * Where an unfinished scan was; empty at the beginning of a check. A scan that just began is
   * where the last one of its environment was when its budget was used up. One that another version
   * of Plumbline wrote and this one cannot read is as good as none: it only saves work.
   */
  Optional<Place> place(UUID scan);

  /**
   * Records what became of some checks, and forgets the place.
   *
   * @return false if another process has taken the scan over: the caller must stop
   */
  boolean record(Lease lease, Collection<CheckStatus> results);

  /**
   * Records that nothing has changed for some checks, whose outcomes stand.
   *
   * @return false if another process has taken the scan over: the caller must stop
   */
  boolean confirm(Lease lease, Set<CheckId> unchanged, Instant now);

  /** The checks that a scan has recorded or confirmed. */
  Set<CheckId> dealtWith(UUID scan);

  /**
   * Records that it ended. The place is kept for the next scan if it ended {@link
   * Scan.State#OVER_BUDGET}.
   *
   * @param dropped checks that the schema does not ask for any more; they are forgotten
   * @return false if another process has taken the scan over: nothing is recorded
   */
  boolean end(Lease lease, Scan ended, Set<CheckId> dropped);

  default Optional<Scan> scan(UUID id) {
    return scan(id, Access.ALL);
  }

  /** One scan; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Scan> scan(UUID id, Access visible);

  /** The scan of an environment that began last. */
  Optional<Scan> lastScan(EnvironmentId environment);

  /** The last scan of an environment that ended {@link Scan.State#DONE}. */
  Optional<Scan> lastComplete(EnvironmentId environment);

  /** What {@link #lastScan} returns, of all of these that had one. */
  Map<EnvironmentId, Scan> lastScans(Set<EnvironmentId> environments);

  /** What {@link #lastComplete} returns, likewise. */
  Map<EnvironmentId, Scan> lastCompletes(Set<EnvironmentId> environments);

  /** What is known of the checks of every environment that has any, in short. */
  Map<EnvironmentId, CheckSummary> checkSummaries();

  /** What is known of every check of an environment, sorted by id. */
  List<CheckStatus> checks(EnvironmentId environment);

  /**
   * Adds counts of items.
   *
   * @param tables all that there are; what is known of others is forgotten
   * @param states of the counted tables when they were counted, as far as they can be determined
   * @return false if another process has taken the scan over: nothing is recorded
   */
  boolean count(
      Lease lease, Set<String> tables, List<ItemCount> counts, Map<String, TableState> states);

  /** States of the tables when they were last counted, as far as they could be determined. */
  Map<String, TableState> countedStates(EnvironmentId environment);

  /** The last count of each collection of an environment, however old; sorted by collection. */
  List<ItemCount> lastCounts(EnvironmentId environment);

  /**
   * What {@link #lastCounts} returns, and before each the last count of every earlier day (UTC)
   * since then; sorted by collection, then oldest first. Days and not scans, so that how much it is
   * does not depend on how often an environment is scanned.
   */
  List<ItemCount> dailyCounts(EnvironmentId environment, Instant since);

  /**
   * Forgets scans and counts that are older; of counts the last one stays, and of each environment
   * the last scan and the last that ended {@link Scan.State#DONE}. It continues in small
   * transactions until nothing is left.
   */
  long prune(Instant before);

  /**
   * A scan that was taken over.
   *
   * @param deaths of processes that had it and fell silent since a check was last recorded; those
   *     that let it go do not count
   */
  record Taken(Scan scan, Lease lease, int deaths) {}

  /**
   * Where in some checks a scan is.
   *
   * @param scan which got there: a later one may continue only if it knows that nothing was written
   * @param definition of the checks: others of the same ids are other questions
   * @param position in a form of the database's own; empty at their beginning
   * @param tallies of what was checked so far
   * @param basis states of the tables when they were begun
   */
  record Place(
      UUID scan,
      List<CheckId> checks,
      String definition,
      Optional<String> position,
      Map<CheckId, Tally> tallies,
      Map<String, TableState> basis) {
    public Place {
      checks = List.copyOf(checks);
      tallies = Map.copyOf(tallies);
      basis = Map.copyOf(basis);
    }
  }
}
