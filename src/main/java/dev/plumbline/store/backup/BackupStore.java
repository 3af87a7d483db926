package dev.plumbline.store.backup;

import dev.plumbline.approval.Approver;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The backups, and who works on each. Every method is one transaction and throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached. Whether a
 * process is alive is decided by the clock of the store.
 */
public interface BackupStore {
  /**
   * Records a backup, unless one of the environment is being made or the same token has asked for
   * one of it with the same key.
   *
   * @return the one that is stored then, with that of the key first
   */
  Backup begin(Backup waiting, Optional<String> key, Purpose purpose);

  /** Likewise, of the schedule. */
  default Backup begin(Backup waiting, Optional<String> key) {
    return begin(waiting, key, Purpose.OF_SCHEDULE);
  }

  /**
   * For whom a backup is made.
   *
   * @param by the person who asked for it, which is recorded in the audit with a new one; empty:
   *     the schedule or a run
   * @param mayBeNarrowed whether it may become one that lacks the rows of some tables
   */
  record Purpose(Optional<Approver> by, boolean mayBeNarrowed) {
    public static final Purpose OF_SCHEDULE = new Purpose(Optional.empty(), false);
  }

  default Optional<Backup> backup(UUID id) {
    return backup(id, Access.ALL);
  }

  /** One backup; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Backup> backup(UUID id, Access visible);

  /** Whether a backup is narrowed, or is being made and may become so. */
  boolean mayBeNarrowed(UUID id);

  /** Whether a backup was asked for with this key. */
  boolean hasKey(UUID id, String key);

  /**
   * Those of some environments, newest first.
   *
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  Page<Backup> backups(Collection<EnvironmentId> environments, Optional<String> cursor, int limit);

  /** The newest of an environment that nobody works on; never a narrowed one. */
  Optional<Backup> lastEnded(EnvironmentId environment);

  /**
   * When the oldest and the newest backup of an environment were requested, narrowed ones left out;
   * empty if none was.
   */
  Optional<Requests> requests(EnvironmentId environment);

  /** Those of an environment that have a file, newest first. */
  List<Backup> withFile(EnvironmentId environment);

  /**
   * The proven ones of an environment, narrowed ones left out, newest first, whether or not their
   * files are kept.
   */
  List<Proven> proven(EnvironmentId environment, int most);

  /** The newest proven one of each environment, narrowed ones left out. */
  List<Proven> lastProven();

  /**
   * Takes an ended backup to prove it once more, and records in the audit who asked for that.
   *
   * @return empty if somebody works on it or on another one of the environment
   */
  Optional<Lease> reopen(UUID id, Approver by, Instant at);

  /**
   * Records that the holder of the lease lives.
   *
   * @param bytes of the file as far as it is written
   * @return false if another process works on it: the caller must stop
   */
  boolean beat(Lease lease, long bytes);

  /**
   * Records a new state.
   *
   * @return false as {@link #beat}: nothing is recorded
   */
  boolean record(Lease lease, Backup backup);

  /**
   * Takes over a backup that has not ended, but whose process has said nothing for so long.
   *
   * @param ours environments that the caller is configured with
   */
  Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours);

  void deleted(UUID id, Instant at);

  /** Deletes what is known of backups without file that ended before. */
  long prune(Instant before);

  /**
   * A backup that was proven.
   *
   * @param at when it was requested: it has what was committed before
   * @param provenAt when it was last restored
   * @param bytes size of the file
   */
  record Proven(EnvironmentId environment, Instant at, Instant provenAt, long bytes) {}

  /** When backups of an environment were requested, as far as that is kept. */
  record Requests(Instant first, Instant last) {}

  /** A backup that was taken over. */
  record Taken(Backup backup, Lease lease) {}
}
