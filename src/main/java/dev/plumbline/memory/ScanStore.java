package dev.plumbline.memory;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check.CheckId;
import dev.plumbline.integrity.Tally;
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
  Scan begin(Scan scan, Instant now);

  /**
   * Takes over a scan that runs, but whose process has said nothing since {@code silentSince}.
   *
   * @return empty if there is none; the caller must go on with it otherwise
   */
  Optional<Scan> takeOver(Instant silentSince, Instant now);

  /**
   * Records how far a scan is, and where in its current checks it is.
   *
   * @return false if another process has taken the scan over: the caller must stop
   */
  boolean progress(UUID scan, Scan.Progress progress, Optional<Place> place, Instant now);

  /** Where an unfinished scan was; empty at the beginning of a check. */
  Optional<Place> place(UUID scan);

  /**
   * Records what became of some checks, and forgets the place.
   *
   * @return false if another process has taken the scan over: the caller must stop
   */
  boolean record(UUID scan, Collection<CheckStatus> results, Instant now);

  /** Records that it ended; checks that are not among {@code existing} are forgotten. */
  void end(Scan ended, Set<CheckId> existing);

  Optional<Scan> scan(UUID id);

  /** The scan of an environment that began last. */
  Optional<Scan> lastScan(EnvironmentId environment);

  /** The last scan of an environment that ended {@link Scan.State#DONE}. */
  Optional<Scan> lastComplete(EnvironmentId environment);

  /** What is known of every check of an environment, sorted by id. */
  List<CheckStatus> checks(EnvironmentId environment);

  void count(EnvironmentId environment, List<ItemCount> counts);

  /** Counts of an environment since then, sorted by collection, then oldest first. */
  List<ItemCount> counts(EnvironmentId environment, Instant since);

  /** Forgets scans and counts that are older; of counts the last one stays. */
  long prune(Instant before);

  /**
   * Where in some checks a scan is.
   *
   * @param position in a form of the database's own; empty at their beginning
   * @param tallies of what was looked at so far
   * @param basis states of the tables when they were begun
   */
  record Place(
      List<CheckId> checks,
      Optional<String> position,
      Map<CheckId, Tally> tallies,
      Map<String, CheckStatus.TableState> basis) {
    public Place {
      checks = List.copyOf(checks);
      tallies = Map.copyOf(tallies);
      basis = Map.copyOf(basis);
    }
  }
}
