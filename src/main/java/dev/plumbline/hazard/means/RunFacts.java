package dev.plumbline.hazard.means;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.hazard.tables.TableGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a run would be carried out with.
 *
 * @param token whether a token that may write to Directus is configured; if not, nothing else of
 *     this matters
 * @param role with which it would use the database
 * @param target what its database says; empty if none is configured
 * @param client why there are no client programs that fit the target's server; empty if there are
 * @param proof where the backup would be proven
 * @param narrowing where the configuration narrows the backup of a run, of which plan
 */
public record RunFacts(
    EnvironmentId environment,
    boolean token,
    RunRole role,
    Optional<Fact<TargetFacts>> target,
    Fact<Optional<String>> client,
    Proof proof,
    Optional<Narrowing> narrowing) {

  /**
   * When the backup of a run has not all rows.
   *
   * @param above size of the database, in bytes
   * @param written the same as it is configured
   * @param needed tables of which it has the rows all the same
   */
  public record Narrowing(long above, String written, NeededTables needed) {}

  /** With which role a run would use the target's database. */
  public enum RunRole {
    /** One that is used in runs only, and may write. */
    WRITER,
    /**
     * No such role is configured, and the configuration allows a run to use the one that watches.
     */
    WATCHER,
    /** No such role is configured, so there is no run. */
    NONE
  }

  /** One on which no plan can be carried out. */
  public static RunFacts withoutToken(EnvironmentId environment) {
    return new RunFacts(
        environment,
        false,
        RunRole.NONE,
        Optional.empty(),
        new Fact.Known<>(Optional.empty()),
        new Proof("", new Fact.Unknown<>("")),
        Optional.empty());
  }

  /**
   * What the target's database says, also about roles other than the one that asks.
   *
   * @param major version of the server
   * @param writer the role that a run watches and rolls back with, or the one that watches
   * @param backup the role that makes the backup
   * @param extensions that a dump would have
   * @param content empty where the configuration narrows no backup of it
   */
  public record TargetFacts(
      int major,
      Fact<WriterRole> writer,
      Fact<BackupRole> backup,
      SortedSet<String> extensions,
      Optional<Content> content) {}

  /**
   * What is in the target's database.
   *
   * @param bytes its size
   */
  public record Content(long bytes, TableGraph tables) {}

  /**
   * The role with which a run watches over Directus's session.
   *
   * @param sees whether it sees what the sessions of others do
   * @param cancels whether it may cancel those of Directus
   * @param superuser whether Directus connects as one, which only another one may cancel
   */
  public record WriterRole(String name, boolean sees, boolean cancels, boolean superuser) {}

  /**
   * The role that makes backups.
   *
   * @param tables that it may not read completely, with their schema; the first few
   * @param count of all of them
   */
  public record BackupRole(String name, List<String> tables, long count) {
    public BackupRole {
      tables = List.copyOf(tables);
    }
  }

  /** Where a backup would be proven, by a name for people. */
  public record Proof(String name, Fact<ProofFacts> facts) {}

  /**
   * The server where a backup would be proven.
   *
   * @param major version of the server
   * @param extensions that can be installed there
   */
  public record ProofFacts(int major, Set<String> extensions) {
    public ProofFacts {
      extensions = Set.copyOf(extensions);
    }
  }
}
