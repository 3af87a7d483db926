package dev.plumbline.watch;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore.BelievedCatalog;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import dev.plumbline.watch.EnvironmentReading.Schema;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.DirectusApi.ApiSnapshot;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.util.Optional;

/**
 * One poll at one environment: the database first, because it is the authority, then the API as the
 * second opinion. Reads no more than the cheap fingerprint while nothing changed, and believes a
 * change only when it has stayed the same for the settle time.
 */
final class EnvironmentProbe {
  /** How often a schema that keeps changing is read again before the poll gives up on it. */
  private static final int SETTLE_ATTEMPTS = 5;

  private final EnvironmentReader reader;
  private final EnvironmentId id;
  private final WatchedEnvironment watched;
  private final Optional<EnvironmentStatus> before;
  private final boolean requested;
  private final ReadingPermits.Permit permit;
  private final Deadline apiDeadline;
  private final Deadline databaseDeadline;

  private Optional<Failure> api = SourceStatus.NOT_CONFIGURED.failure();
  private Optional<Failure> database = SourceStatus.NOT_CONFIGURED.failure();
  private Versions versions;
  private Optional<Schema> schema = Optional.empty();
  private Optional<Snapshot> apiSnapshot = Optional.empty();
  private boolean apiAsked;
  private Optional<String> postponed = Optional.empty();

  EnvironmentProbe(
      EnvironmentReader reader,
      WatchedEnvironment watched,
      Optional<EnvironmentStatus> before,
      boolean requested,
      ReadingPermits.Permit permit) {
    this.reader = reader;
    this.id = watched.environment().id();
    this.watched = watched;
    this.before = before;
    this.requested = requested;
    this.permit = permit;
    this.apiDeadline = new Deadline(watched.polling().deadline());
    this.databaseDeadline = new Deadline(watched.polling().deadline());
    this.versions = before.map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN);
  }

  EnvironmentReading look() throws InterruptedException {
    if (watched.directus().isPresent()) {
      readApiStatus();
    }
    if (watched.database().isPresent()) {
      readDatabase();
    } else if (api.isEmpty()) {
      readApiAlone();
    }
    return new EnvironmentReading(
        api, database, versions, schema, reader.form(), apiSnapshot, apiAsked, postponed);
  }

  private void readApiStatus() throws InterruptedException {
    switch (reader.status(id, apiDeadline)) {
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
    schema = unchanged(changed.get());
    if (schema.isPresent()) {
      if (!mustAskApi()) {
        return;
      }
      changed = askAgain(changed.get());
      if (changed.isEmpty()) {
        return;
      }
    }
    for (int attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      reader.await(watched.polling().settle());
      if (readSettled(changed.get())) {
        return;
      }
      changed = fingerprint();
      if (changed.isEmpty()) {
        return;
      }
    }
    database = unsettled();
  }

  /**
   * Asks the API about a database that did not change, which is not read again.
   *
   * @return the fingerprint of the database if it changed meanwhile
   */
  private Optional<String> askAgain(String expected) throws InterruptedException {
    if (!permit.acquire(watched.polling().deadline())) {
      return Optional.empty();
    }
    readApiSnapshot();
    Optional<String> still = fingerprint();
    if (still.equals(Optional.of(expected))) {
      return Optional.empty();
    }
    // The two were not read at one instant: only an unchanged database makes them comparable.
    apiSnapshot = Optional.empty();
    apiAsked = false;
    schema = Optional.empty();
    return still;
  }

  /**
   * Reads both schemas, provided that the database's fingerprint is and stays the expected one.
   *
   * @return false if it is another by now; true if there is a result, good or bad
   */
  private boolean readSettled(String expected) throws InterruptedException {
    if (mustWait()) {
      return true;
    }
    Reading<DatabaseReading> reading = reader.database(id, databaseDeadline);
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
      Optional<String> still = fingerprint();
      if (!still.equals(Optional.of(expected))) {
        apiSnapshot = Optional.empty();
        apiAsked = false;
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

  /** Whether it is not this environment's turn; that is the fault of neither source. */
  private boolean mustWait() throws InterruptedException {
    if (permit.acquire(watched.polling().deadline())) {
      return false;
    }
    postponed =
        Optional.of(
            "it waited "
                + watched.polling().deadline().toSeconds()
                + " s while other environments were read; it is read at the next poll");
    return true;
  }

  private void readApiSnapshot() throws InterruptedException {
    apiAsked = true;
    switch (reader.apiSnapshot(id, apiDeadline)) {
      case Reading.Value<ApiSnapshot> snapshot -> {
        apiSnapshot = Optional.of(snapshot.value().snapshot());
        setDirectusVersion(snapshot.value().directus());
      }
      case Reading.Failure<ApiSnapshot> failure -> api = failed(failure);
    }
  }

  private void readApiAlone() throws InterruptedException {
    if (mustWait()) {
      return;
    }
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

  private Optional<String> fingerprint() throws InterruptedException {
    return switch (reader.fingerprint(id, databaseDeadline)) {
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

  /** What another version of Plumbline read is read again, whether it changed or not. */
  private Optional<Schema> unchanged(String fingerprint) {
    return before
        .filter(status -> status.changeFingerprint().equals(Optional.of(fingerprint)))
        .filter(status -> status.form().equals(Optional.of(reader.form())))
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

  private boolean mustAskApi() {
    return canAskApi() && ApiRecheck.isDue(before, versions.directus(), requested, reader.now());
  }

  private void setDirectusVersion(String version) {
    versions = new Versions(Optional.of(version), versions.postgres(), versions.migrations());
  }

  private static Optional<Failure> unsettled() {
    return Optional.of(new Failure(Reason.UNSETTLED, "the schema kept changing while it was read"));
  }

  private static Optional<Failure> failed(Reading.Failure<?> failure) {
    return Optional.of(new Failure(failure.reason(), failure.detail()));
  }
}
