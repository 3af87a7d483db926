package dev.plumbline.store.backup;

import dev.plumbline.environment.EnvironmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A backup of a database.
 *
 * @param requestedBy name of the token; empty: the schedule
 * @param bytes of the file as far as it is written
 * @param message the result in a sentence; empty while it is being made
 * @param finishedAt of the last state; empty while somebody works on it
 * @param deletedAt when the file was deleted, because later backups are proven
 */
public record Backup(
    UUID id,
    EnvironmentId environment,
    Instant requestedAt,
    Optional<String> requestedBy,
    Optional<String> note,
    BackupState state,
    long bytes,
    Optional<Dump> dump,
    Optional<Proof> proof,
    Optional<String> message,
    Optional<Instant> finishedAt,
    Optional<Instant> deletedAt) {

  /** One that nobody has begun. */
  public static Backup waiting(
      UUID id, EnvironmentId environment, Instant at, Optional<String> by, Optional<String> note) {
    return new Backup(
        id,
        environment,
        at,
        by,
        note,
        BackupState.WAITING,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The complete file, and what it must have in it. */
  public Backup dumped(Dump complete) {
    return with(
        BackupState.DUMPED, Optional.of(complete), proof, Optional.empty(), Optional.empty());
  }

  /** Somebody works on it. */
  public Backup in(BackupState working) {
    return with(working, dump, proof, Optional.empty(), Optional.empty());
  }

  /** Nobody works on it any more. */
  public Backup ended(BackupState end, String because, Instant at) {
    return with(end, dump, proof, Optional.of(because), Optional.of(at));
  }

  /** It was restored, with whatever result. */
  public Backup tried(Proof tried, BackupState end, String result) {
    return with(end, dump, Optional.of(tried), Optional.of(result), Optional.of(tried.endedAt()));
  }

  private Backup with(
      BackupState next,
      Optional<Dump> nextDump,
      Optional<Proof> nextProof,
      Optional<String> nextMessage,
      Optional<Instant> at) {
    return new Backup(
        id,
        environment,
        requestedAt,
        requestedBy,
        note,
        next,
        nextDump.map(Dump::bytes).orElse(bytes),
        nextDump,
        nextProof,
        nextMessage,
        at,
        deletedAt);
  }

  /** Whether its file lacks the rows of some tables; false as long as it has none. */
  public boolean isNarrowed() {
    return dump.filter(complete -> complete.content().isNarrowed()).isPresent();
  }

  /** Whether the file is there, as far as the store knows. */
  public boolean hasFile() {
    return dump.isPresent() && deletedAt.isEmpty();
  }

  /**
   * A file that {@code pg_dump} wrote, in its custom format.
   *
   * @param file relative to the directory of backups
   * @param bytes its size
   * @param sha256 of the whole file, in hexadecimal digits
   * @param client version of {@code pg_dump}
   * @param server version of the dumped server
   * @param horizon the oldest transaction, in 64 bits, of which the dump may lack rows; empty if an
   *     older version of Plumbline made it
   * @param content what the transaction saw that was dumped
   */
  public record Dump(
      String file,
      long bytes,
      String sha256,
      Instant begunAt,
      Instant endedAt,
      String client,
      String server,
      Optional<Long> horizon,
      DatabaseContent content) {}

  /**
   * What came of restoring the file.
   *
   * @param server where it was restored
   * @param restore how long {@code pg_restore} took
   * @param differences a sentence for each; empty if there are none
   */
  public record Proof(
      Instant begunAt, Instant endedAt, String server, Duration restore, List<String> differences) {
    public Proof {
      differences = List.copyOf(differences);
    }
  }
}
