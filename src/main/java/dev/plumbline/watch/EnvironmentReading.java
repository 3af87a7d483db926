package dev.plumbline.watch;

import dev.plumbline.environment.Versions;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Asked;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Result;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one poll at an environment found.
 *
 * @param api why the API could not be read; empty if it was
 * @param database likewise
 * @param schema what is believed of the schema; empty if it could not be determined
 * @param form of what was read
 * @param apiSnapshot what the API said of it; empty if it was not asked beside a database
 * @param apiAsked whether the API was asked for its snapshot, with an answer or without
 * @param postponed why nothing was read although no source is to blame
 */
public record EnvironmentReading(
    Optional<Failure> api,
    Optional<Failure> database,
    Versions versions,
    Optional<Schema> schema,
    String form,
    Optional<Snapshot> apiSnapshot,
    boolean apiAsked,
    Optional<String> postponed) {

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

  public Optional<BelievedSnapshot> believed() {
    return schema.flatMap(Schema::fresh);
  }

  /**
   * Whether the API's snapshot is the database's; empty if that could not be determined by this
   * poll.
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
          Stream.concat(
                  Stream.of(database, api)
                      .flatMap(Optional::stream)
                      .filter(failure -> failure.reason() != Reason.NOT_CONFIGURED)
                      .map(failure -> failure.reason().label() + ": " + failure.detail()),
                  postponed.stream())
              .collect(Collectors.joining("; "));
    } else if (before.flatMap(EnvironmentStatus::snapshot).equals(schema.map(Schema::address))
        && hasCatalogOf(before)) {
      result = Result.UNCHANGED;
      message = "the schema is unchanged";
    } else {
      result = Result.CHANGED;
      message = "the schema changed";
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

  /** What is known of the environment after this poll. */
  public EnvironmentStatus status(Poll begun, Optional<EnvironmentStatus> known, Instant now) {
    return new EnvironmentStatus(
        begun.environment(),
        source(api, known.map(EnvironmentStatus::api), now),
        source(database, known.map(EnvironmentStatus::database), now),
        versions,
        schema.map(Schema::address).or(() -> known.flatMap(EnvironmentStatus::snapshot)),
        schema.map(read -> now).or(() -> known.flatMap(EnvironmentStatus::snapshotAt)),
        catalog(known),
        changeFingerprint(known),
        schema.isPresent() ? Optional.of(form) : known.flatMap(EnvironmentStatus::form),
        agreement(known),
        asked(known, now),
        failures(known),
        Optional.of(now),
        known.flatMap(EnvironmentStatus::pause));
  }

  /** A catalog that was not known yet is not a change, and neither is one of another form. */
  private boolean hasCatalogOf(Optional<EnvironmentStatus> before) {
    if (!before.flatMap(EnvironmentStatus::form).equals(Optional.of(form))) {
      return true;
    }
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

  /** Empty if the database changed and was not read yet: nothing holds until it is. */
  private Optional<String> changeFingerprint(Optional<EnvironmentStatus> known) {
    if (schema.isPresent()) {
      return schema.flatMap(Schema::changeFingerprint);
    }
    return postponed.isPresent()
        ? Optional.empty()
        : known.flatMap(EnvironmentStatus::changeFingerprint);
  }

  /** Holds as long as the schema does, if the API was not asked again. */
  private Optional<Boolean> agreement(Optional<EnvironmentStatus> known) {
    return apiAgrees()
        .or(
            () ->
                isSameSchema(known)
                    ? known.flatMap(EnvironmentStatus::apiAgrees)
                    : Optional.empty());
  }

  /** Likewise. An API that did not answer is asked at the next poll. */
  private Optional<Asked> asked(Optional<EnvironmentStatus> known, Instant now) {
    Optional<Asked> before =
        isSameSchema(known) ? known.flatMap(EnvironmentStatus::apiAsked) : Optional.empty();
    if (!apiAsked) {
      return before;
    }
    int disagreements =
        apiAgrees()
            .filter(agrees -> !agrees)
            .map(no -> before.map(Asked::disagreements).orElse(0) + 1)
            .orElse(0);
    return Optional.of(new Asked(now, disagreements));
  }

  private boolean isSameSchema(Optional<EnvironmentStatus> known) {
    return schema.isEmpty()
        || schema.map(Schema::address).equals(known.flatMap(EnvironmentStatus::snapshot));
  }

  /** Counted anew when one of two sources is back, so that the other is not waited for as long. */
  private int failures(Optional<EnvironmentStatus> known) {
    if (wasRead(api) && wasRead(database)) {
      return 0;
    }
    boolean isOneBack =
        known
            .filter(status -> isBack(status.api(), api) || isBack(status.database(), database))
            .isPresent();
    return isOneBack ? 1 : known.map(EnvironmentStatus::pollFailures).orElse(0) + 1;
  }

  private static boolean isBack(SourceStatus before, Optional<Failure> now) {
    return before.failure().isPresent() && now.isEmpty();
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
