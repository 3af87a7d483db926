package dev.plumbline.configuration;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.environment.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How one environment is reached and how often it is read. At least one of {@code directus} and
 * {@code database} is present.
 *
 * @param changes when plans may be carried out
 * @param backup empty if there is no database
 * @param writer what a run writes with
 */
public record WatchedEnvironment(
    Environment environment,
    Optional<Directus> directus,
    Optional<Database> database,
    Polling polling,
    Scanning scanning,
    ChangeTimes changes,
    Optional<BackupPolicy> backup,
    WriterPolicy writer) {

  /** One that no plan can be carried out on. */
  public WatchedEnvironment(
      Environment environment,
      Optional<Directus> directus,
      Optional<Database> database,
      Polling polling,
      Scanning scanning,
      ChangeTimes changes,
      Optional<BackupPolicy> backup) {
    this(environment, directus, database, polling, scanning, changes, backup, WriterPolicy.NONE);
  }

  /** One that may be changed at any time, and is backed up only when somebody asks. */
  public WatchedEnvironment(
      Environment environment,
      Optional<Directus> directus,
      Optional<Database> database,
      Polling polling,
      Scanning scanning) {
    this(
        environment,
        directus,
        database,
        polling,
        scanning,
        ChangeTimes.ALWAYS,
        database.map(known -> new BackupPolicy(known, Optional.empty(), BackupPolicy.USUAL_KEEP)));
  }

  /** One whose records are scanned as if nothing were configured about it. */
  public WatchedEnvironment(
      Environment environment,
      Optional<Directus> directus,
      Optional<Database> database,
      Polling polling) {
    this(environment, directus, database, polling, Scanning.DEFAULT);
  }

  /** The database as the role that makes backups, which may read everything. */
  public Optional<Database> databaseForBackups() {
    return backup.map(BackupPolicy::database).or(() -> database);
  }

  /**
   * The Directus API.
   *
   * @param url without a trailing slash
   * @param token of an administrator, because only they may read the schema; without it only
   *     liveness can be determined
   */
  public record Directus(URI url, Optional<Secret> token) {}

  /**
   * The database.
   *
   * @param url {@code jdbc:postgresql://…}
   * @param schema where Directus has its tables
   * @param replicaUrl a standby with the same role, password and schema, from which scans read;
   *     empty: they read where everything else does
   * @param directusRole the role that Directus connects as; empty: the owner of its tables
   */
  public record Database(
      String url,
      String username,
      Secret password,
      String schema,
      Optional<String> replicaUrl,
      Optional<String> directusRole) {
    /** One without a standby. */
    public Database(String url, String username, Secret password, String schema) {
      this(url, username, password, schema, Optional.empty(), Optional.empty());
    }

    /** The standby, if there is one. */
    public Database forScans() {
      return new Database(
          replicaUrl.orElse(url), username, password, schema, Optional.empty(), directusRole);
    }
  }

  /**
   * When and how patiently it is read.
   *
   * @param settle how long a changed schema must stay the same before it is believed
   * @param deadline how long each source may take in one poll
   */
  public record Polling(Schedule schedule, Duration settle, Duration deadline) {
    /** Polls that may be missed before what is known counts as too old. */
    public static final int MISSED_POLLS = 3;

    /** How long what a poll read is shown as the present. */
    public Duration valid() {
      return schedule.longestGap().multipliedBy(MISSED_POLLS).plus(deadline);
    }
  }

  /**
   * When its records are scanned, if it has a database.
   *
   * @param budget after which a scan ends; what it did not get to is checked by the next one
   */
  public record Scanning(Schedule schedule, Duration budget, Files files) {
    public static final Scanning DEFAULT =
        new Scanning(new Schedule.Every(Duration.ofHours(6)), Duration.ofHours(1), Files.SAMPLE);
  }

  /** For which files Directus is asked whether it has the binary. */
  public enum Files {
    OFF,
    SAMPLE,
    ALL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in the configuration. */
    public String label() {
      return label;
    }
  }
}
