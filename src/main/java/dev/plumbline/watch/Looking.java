package dev.plumbline.watch;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.MonitorStore.BelievedCatalog;
import dev.plumbline.memory.MonitorStore.BelievedSnapshot;
import dev.plumbline.memory.SourceStatus;
import dev.plumbline.memory.SourceStatus.Failure;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.schema.Reading;
import dev.plumbline.schema.Reason;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.watch.DirectusApi.ApiSnapshot;
import dev.plumbline.watch.Look.Schema;
import dev.plumbline.watch.WatchedDatabase.DatabaseReading;
import java.util.Optional;

/**
 * One looking at one environment: the database first, because it is the authority, then the API as
 * the second opinion. Reads no more than the cheap fingerprint while nothing changed, and believes
 * a change only when it has stayed the same for the settle time.
 */
final class Looking {
  /** How often a schema that keeps changing is read again before the poll gives up on it. */
  private static final int SETTLE_ATTEMPTS = 5;

  private final EnvironmentReader reader;
  private final EnvironmentId id;
  private final WatchedEnvironment watched;
  private final Optional<EnvironmentStatus> before;
  private final HeavyWork.Permit permit;

  private Optional<Failure> api = SourceStatus.NOT_CONFIGURED.failure();
  private Optional<Failure> database = SourceStatus.NOT_CONFIGURED.failure();
  private Versions versions;
  private Optional<Schema> schema = Optional.empty();
  private Optional<Snapshot> apiSnapshot = Optional.empty();

  Looking(
      EnvironmentReader reader,
      WatchedEnvironment watched,
      Optional<EnvironmentStatus> before,
      HeavyWork.Permit permit) {
    this.reader = reader;
    this.id = watched.environment().id();
    this.watched = watched;
    this.before = before;
    this.permit = permit;
    this.versions = before.map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN);
  }

  Look look() throws InterruptedException {
    if (watched.directus().isPresent()) {
      readApiStatus();
    }
    if (watched.database().isPresent()) {
      readDatabase();
    } else if (api.isEmpty()) {
      readApiAlone();
    }
    return new Look(api, database, versions, schema, apiSnapshot);
  }

  private void readApiStatus() {
    switch (reader.status(id)) {
      case Reading.Value<DirectusApi.Status> status -> {
        api = Optional.empty();
        // A token that may not see the version must not make a known one unknown.
        status.value().version().ifPresent(this::setDirectusVersion);
      }
      case Reading.Failure<DirectusApi.Status> failure -> api = failed(failure);
    }
  }

  private void readDatabase() throws InterruptedException {
    Optional<String> changed = fingerprint();
    if (changed.isEmpty()) {
      return;
    }
    Optional<Schema> unchanged = unchanged(changed.get());
    if (unchanged.isPresent() && !mustAskApi()) {
      schema = unchanged;
      return;
    }
    for (int attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      if (unchanged.isEmpty()) {
        reader.await(watched.polling().settle());
      }
      if (readSettled(changed.get())) {
        return;
      }
      changed = fingerprint();
      if (changed.isEmpty()) {
        return;
      }
      unchanged = Optional.empty();
    }
    database = unsettled();
  }

  /**
   * Reads both schemas, provided that the database's fingerprint is and stays the expected one.
   *
   * @return false if it is another by now; true if there is a result, good or bad
   */
  private boolean readSettled(String expected) throws InterruptedException {
    permit.acquire();
    Reading<DatabaseReading> reading = reader.database(id);
    if (reading instanceof Reading.Failure<DatabaseReading> failure) {
      database = failed(failure);
      return true;
    }
    DatabaseReading read = ((Reading.Value<DatabaseReading>) reading).value();
    if (!read.fingerprint().equals(expected)) {
      return false;
    }
    if (canAskApi()) {
      readApiSnapshot();
      // The two were not read at one instant: only an unchanged database makes them comparable.
      Optional<String> still = fingerprint();
      if (!still.equals(Optional.of(expected))) {
        apiSnapshot = Optional.empty();
        return still.isEmpty();
      }
    }
    database = Optional.empty();
    versions = new Versions(versions.directus(), Optional.of(read.postgres()), read.migrations());
    schema =
        Optional.of(
            believe(
                read.snapshot(),
                Optional.of(BelievedCatalog.of(read.catalog())),
                Optional.of(expected)));
    return true;
  }

  private void readApiSnapshot() {
    switch (reader.apiSnapshot(id)) {
      case Reading.Value<ApiSnapshot> snapshot -> {
        apiSnapshot = Optional.of(snapshot.value().snapshot());
        setDirectusVersion(snapshot.value().directus());
      }
      case Reading.Failure<ApiSnapshot> failure -> api = failed(failure);
    }
  }

  private void readApiAlone() throws InterruptedException {
    permit.acquire();
    Optional<Fingerprint> expected = before.flatMap(EnvironmentStatus::snapshot);
    for (int attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      readApiSnapshot();
      if (apiSnapshot.isEmpty()) {
        return;
      }
      Schema read = believe(apiSnapshot.get(), Optional.empty(), Optional.empty());
      apiSnapshot = Optional.empty();
      if (expected.equals(Optional.of(read.address()))) {
        schema = Optional.of(read);
        return;
      }
      expected = Optional.of(read.address());
      reader.await(watched.polling().settle());
    }
    api = unsettled();
  }

  private Schema believe(
      Snapshot snapshot, Optional<BelievedCatalog> catalog, Optional<String> changeFingerprint) {
    Fingerprint address = Fingerprint.of(snapshot);
    return new Schema(
        address,
        Optional.of(new BelievedSnapshot(address, snapshot, versions.directus(), catalog)),
        catalog.map(BelievedCatalog::fingerprint),
        changeFingerprint);
  }

  private Optional<String> fingerprint() {
    return switch (reader.fingerprint(id)) {
      case Reading.Value<String> fingerprint -> {
        database = Optional.empty();
        yield Optional.of(fingerprint.value());
      }
      case Reading.Failure<String> failure -> {
        database = failed(failure);
        yield Optional.empty();
      }
    };
  }

  /** An older version of Plumbline has stored no catalog: then everything is read again. */
  private Optional<Schema> unchanged(String fingerprint) {
    return before
        .filter(status -> status.changeFingerprint().equals(Optional.of(fingerprint)))
        .filter(status -> status.catalog().isPresent())
        .flatMap(
            status ->
                status
                    .snapshot()
                    .map(
                        address ->
                            new Schema(
                                address,
                                Optional.empty(),
                                status.catalog(),
                                Optional.of(fingerprint))));
  }

  private boolean canAskApi() {
    return api.isEmpty()
        && watched.directus().flatMap(WatchedEnvironment.Directus::token).isPresent();
  }

  /**
   * While nothing changed in the database, the API is asked again only if it did not agree or is
   * another Directus by now.
   */
  private boolean mustAskApi() {
    boolean agreed = before.flatMap(EnvironmentStatus::apiAgrees).orElse(false);
    boolean sameVersion =
        before
            .map(EnvironmentStatus::versions)
            .map(Versions::directus)
            .equals(Optional.of(versions.directus()));
    return canAskApi() && !(agreed && sameVersion);
  }

  private void setDirectusVersion(String version) {
    versions = new Versions(Optional.of(version), versions.postgres(), versions.migrations());
  }

  private static Optional<Failure> unsettled() {
    return Optional.of(
        new Failure(Reason.UNSETTLED, "the schema kept changing while it was being read"));
  }

  private static Optional<Failure> failed(Reading.Failure<?> failure) {
    return Optional.of(new Failure(failure.reason(), failure.detail()));
  }
}
