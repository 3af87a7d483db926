package dev.plumbline.watch;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.Versions;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.MonitorStore.BelievedSnapshot;
import dev.plumbline.memory.Poll;
import dev.plumbline.memory.Poll.Result;
import dev.plumbline.memory.SourceStatus;
import dev.plumbline.memory.SourceStatus.Failure;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.schema.Reason;
import dev.plumbline.schema.Snapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one looking at an environment found.
 *
 * @param api why the API could not be read; empty if it was
 * @param database likewise
 * @param schema what is believed of the schema; empty if it could not be told
 * @param apiSnapshot what the API said of it; empty if it was not asked beside a database
 */
public record Look(
    Optional<Failure> api,
    Optional<Failure> database,
    Versions versions,
    Optional<Schema> schema,
    Optional<Snapshot> apiSnapshot) {

  /**
   * A schema that is believed.
   *
   * @param fresh the snapshot and catalog themselves; empty if they are those that the store has
   * @param catalog address of what was read below the API; empty without database
   * @param changeFingerprint of the database; empty without one
   */
  public record Schema(
      Fingerprint address,
      Optional<BelievedSnapshot> fresh,
      Optional<Fingerprint> catalog,
      Optional<String> changeFingerprint) {}

  public static Look timedOut(WatchedEnvironment watched, Optional<EnvironmentStatus> before) {
    Optional<Failure> failure =
        Optional.of(
            new Failure(
                Reason.TIMED_OUT,
                "the poll did not end within its deadline of "
                    + watched.polling().deadline().toSeconds()
                    + " s"));
    Optional<Failure> none = SourceStatus.NOT_CONFIGURED.failure();
    return new Look(
        watched.directus().isPresent() ? failure : none,
        watched.database().isPresent() ? failure : none,
        before.map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN),
        Optional.empty(),
        Optional.empty());
  }

  public Optional<BelievedSnapshot> believed() {
    return schema.flatMap(Schema::fresh);
  }

  /**
   * Whether the API's snapshot is the database's; empty if that could not be told by this looking.
   */
  Optional<Boolean> apiAgrees() {
    return apiSnapshot.flatMap(
        seen -> schema.map(read -> Fingerprint.of(seen).equals(read.address())));
  }

  public Poll end(Poll begun, Optional<EnvironmentStatus> before, Instant now) {
    Result result;
    String message;
    if (!isComplete()) {
      result = Result.FAILED;
      message =
          Stream.of(database, api)
              .flatMap(Optional::stream)
              .filter(failure -> failure.reason() != Reason.NOT_CONFIGURED)
              .map(failure -> failure.reason().label() + ": " + failure.detail())
              .collect(Collectors.joining("; "));
    } else if (before.flatMap(EnvironmentStatus::snapshot).equals(schema.map(Schema::address))
        && hasCatalogOf(before)) {
      result = Result.UNCHANGED;
      message = "the schema is as before";
    } else {
      result = Result.CHANGED;
      message = "the schema is another than before";
    }
    return new Poll(
        begun.id(),
        begun.environment(),
        begun.trigger(),
        begun.startedAt(),
        Optional.of(now),
        result,
        Optional.of(message));
  }

  /** What is known of the environment after this looking. */
  public EnvironmentStatus status(Poll begun, Optional<EnvironmentStatus> known, Instant now) {
    return new EnvironmentStatus(
        begun.environment(),
        source(api, known.map(EnvironmentStatus::api), now),
        source(database, known.map(EnvironmentStatus::database), now),
        versions,
        schema.map(Schema::address).or(() -> known.flatMap(EnvironmentStatus::snapshot)),
        schema.map(read -> now).or(() -> known.flatMap(EnvironmentStatus::snapshotAt)),
        catalog(known),
        schema.isPresent()
            ? schema.flatMap(Schema::changeFingerprint)
            : known.flatMap(EnvironmentStatus::changeFingerprint),
        agreement(known),
        isComplete() ? 0 : known.map(EnvironmentStatus::pollFailures).orElse(0) + 1,
        Optional.of(now),
        known.flatMap(EnvironmentStatus::pause));
  }

  /** A catalog that was not known yet is no change. */
  private boolean hasCatalogOf(Optional<EnvironmentStatus> before) {
    Optional<Fingerprint> known = before.flatMap(EnvironmentStatus::catalog);
    Optional<Fingerprint> read = schema.flatMap(Schema::catalog);
    return known.isEmpty() || read.isEmpty() || known.equals(read);
  }

  private Optional<Fingerprint> catalog(Optional<EnvironmentStatus> known) {
    boolean isConfigured = !database.equals(SourceStatus.NOT_CONFIGURED.failure());
    return schema.isPresent()
        ? schema.flatMap(Schema::catalog)
        : known.flatMap(EnvironmentStatus::catalog).filter(address -> isConfigured);
  }

  /** Holds as long as the schema does, if the API was not asked again. */
  private Optional<Boolean> agreement(Optional<EnvironmentStatus> known) {
    boolean sameSchema =
        schema.isEmpty()
            || schema.map(Schema::address).equals(known.flatMap(EnvironmentStatus::snapshot));
    return apiAgrees()
        .or(() -> sameSchema ? known.flatMap(EnvironmentStatus::apiAgrees) : Optional.empty());
  }

  private static SourceStatus source(
      Optional<Failure> failure, Optional<SourceStatus> known, Instant now) {
    if (failure.equals(SourceStatus.NOT_CONFIGURED.failure())) {
      return SourceStatus.NOT_CONFIGURED;
    }
    return new SourceStatus(
        failure,
        Optional.of(now),
        failure.isEmpty() ? Optional.of(now) : known.flatMap(SourceStatus::okAt));
  }

  private boolean isComplete() {
    return schema.isPresent() && wasRead(api) && wasRead(database);
  }

  private static boolean wasRead(Optional<Failure> source) {
    return source.isEmpty() || source.get().reason() == Reason.NOT_CONFIGURED;
  }
}
