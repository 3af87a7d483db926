package dev.plumbline.monitor.identity;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.reading.Reading;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.WatchedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads which Directus and which database each environment is, and keeps the findings about that.
 * Digests of tokens stay in the memory of this process.
 */
public final class Identities {
  /** How old what was read may become while the schema does not change. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** How long a request to Directus may take from its activity to its commit. */
  private static final Duration TRANSACTION = Duration.ofMinutes(1);

  private final Settings settings;
  private final MonitorStore store;
  private final WatchedDatabase databases;
  private final DirectusApi apis;
  private final Clock clock;
  private final String salt;
  private final ReplicaStatus replicaStatus;
  private final Map<EnvironmentId, Read> read = new ConcurrentHashMap<>();

  /** What was written last; empty of what an earlier process wrote. */
  private final Map<Scope, Optional<IdentityObservations>> written = new ConcurrentHashMap<>();

  private volatile boolean knowsEarlier;

  /** What this process read last. */
  private record Read(
      Optional<String> changeFingerprint, Instant at, Optional<Set<String>> tokens) {}

  /**
   * @param salt that nobody can guess, of this process alone
   */
  public Identities(
      Settings settings,
      MonitorStore store,
      WatchedDatabase databases,
      DirectusApi apis,
      Clock clock,
      String salt,
      ReplicaStatus replicaStatus) {
    this.settings = settings;
    this.store = store;
    this.databases = databases;
    this.apis = apis;
    this.clock = clock;
    this.salt = salt;
    this.replicaStatus = replicaStatus;
  }

  /**
   * Reads an environment after a poll of it: if somebody asked for the poll, if its schema is
   * another, if its API seems to be of another Directus, and every hour.
   */
  public void read(WatchedEnvironment watched, boolean requested) {
    EnvironmentId id = watched.environment().id();
    Optional<EnvironmentStatus> status = store.environment(id);
    boolean hasApi = watched.directus().isPresent() && isRead(status.map(EnvironmentStatus::api));
    boolean hasDatabase =
        watched.database().isPresent() && isRead(status.map(EnvironmentStatus::database));
    if (!(hasApi || hasDatabase) || !(requested || isDue(id, status.orElseThrow()))) {
      return;
    }
    Optional<ApiIdentity> api = hasApi ? value(apis.identity(id)) : Optional.empty();
    Optional<DatabaseIdentity> database =
        hasDatabase
            ? value(
                databases.identity(
                    id,
                    new DatabaseIdentity.Question(
                        salt,
                        api.flatMap(ApiIdentity::newest),
                        // The database is read after the API, and may be slow to answer.
                        TRANSACTION.plus(watched.polling().deadline()))))
            : Optional.empty();
    if (api.isPresent() || database.isPresent()) {
      boolean administrator = status.flatMap(EnvironmentStatus::apiAgrees).isPresent();
      store.identify(
          id,
          SameDirectus.identity(
              watched, api, database, administrator, store.identity(id), clock.instant()));
    }
    read.put(
        id,
        new Read(
            status.flatMap(EnvironmentStatus::changeFingerprint),
            clock.instant(),
            database.flatMap(DatabaseIdentity::tokens)));
  }

  /** Brings the findings up to what is known of this environment and of all others. */
  public void reconcile(EnvironmentId polled) {
    Map<EnvironmentId, KnownIdentity> known = new TreeMap<>();
    Map<EnvironmentId, Identity> identities = store.identities(settings.environments().keySet());
    for (WatchedEnvironment watched : settings.environments().values()) {
      EnvironmentId id = watched.environment().id();
      known.put(
          id,
          new KnownIdentity(
              watched.environment(),
              Optional.ofNullable(identities.get(id)),
              Optional.ofNullable(read.get(id)).flatMap(Read::tokens)));
    }
    Optional<EnvironmentStatus> status = store.environment(polled);
    KnownIdentity own = known.get(polled);
    Map<Scope, IdentityObservations> all = new LinkedHashMap<>();
    if (status.isPresent() && own != null) {
      add(
          all,
          new Scope.OfIdentity(polled),
          IdentityRules.of(polled, own, status.get().versions()),
          true);
    }
    pairs(new SharedIdentities(List.copyOf(known.values()), settings.comparisons().values()))
        .forEach(
            (scope, seen) ->
                add(
                    all,
                    scope,
                    seen,
                    scope.environment().equals(polled) || scope.other().equals(polled)));
    write(all);
  }

  /** Those with which something is wrong, and those with which something was. */
  private Map<Scope.OfPair, IdentityObservations> pairs(SharedIdentities shared) {
    if (!knowsEarlier) {
      store.unresolvedPairs().forEach(pair -> written.putIfAbsent(pair, Optional.empty()));
      knowsEarlier = true;
    }
    Map<Scope.OfPair, IdentityObservations> pairs = new LinkedHashMap<>(shared.found());
    for (Scope scope : written.keySet()) {
      if (scope instanceof Scope.OfPair pair && !pairs.containsKey(pair)) {
        shared.of(pair).ifPresent(seen -> pairs.put(pair, seen));
      }
    }
    return pairs;
  }

  /** Unless others write it, or this process has written it before. */
  private void add(
      Map<Scope, IdentityObservations> all, Scope scope, IdentityObservations seen, boolean fresh) {
    boolean isWritten =
        Optional.of(seen).equals(written.get(scope)) && (seen.observations().isEmpty() || !fresh);
    if (!isWritten && Part.of(scope).stream().noneMatch(replicaStatus::isOverruled)) {
      all.put(scope, seen);
    }
  }

  /** What is not decided stays as it is. */
  private void write(Map<Scope, IdentityObservations> all) {
    Instant now = clock.instant();
    Map<Scope, Function<List<Finding>, List<Finding>>> updates = new LinkedHashMap<>();
    all.forEach((scope, seen) -> updates.put(scope, known -> findings(known, seen, now)));
    Set<Scope> done = store.reconcile(updates);
    all.forEach(
        (scope, seen) -> {
          if (done.contains(scope)) {
            recorded(scope, seen);
          }
        });
  }

  /** A pair about which nothing is left to be decided is forgotten: there are too many. */
  private void recorded(Scope scope, IdentityObservations seen) {
    boolean isDecided = seen.observations().isEmpty() && seen.undecided().isEmpty();
    if (scope instanceof Scope.OfPair && isDecided) {
      written.remove(scope);
    } else {
      written.put(scope, Optional.of(seen));
    }
  }

  private static List<Finding> findings(
      List<Finding> known, IdentityObservations seen, Instant now) {
    List<Observation> observations = new ArrayList<>(seen.observations());
    known.stream()
        .filter(finding -> !(finding.state() instanceof Resolved))
        .map(Finding::observation)
        .filter(observation -> seen.undecided().contains(observation.code()))
        .forEach(observations::add);
    return Reconciler.findings(known, observations, now);
  }

  private boolean isDue(EnvironmentId id, EnvironmentStatus status) {
    Read last = read.get(id);
    return last == null
        || !last.changeFingerprint().equals(status.changeFingerprint())
        || last.at().plus(LIFETIME).isBefore(clock.instant())
        // The clock was ahead then.
        || last.at().isAfter(clock.instant())
        || store.identity(id).flatMap(Identity::apiServesDatabase).equals(Optional.of(false));
  }

  private static boolean isRead(Optional<SourceStatus> status) {
    return status.isPresent() && status.get().failure().isEmpty();
  }

  private static <T> Optional<T> value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T> value -> Optional.of(value.value());
      case Reading.Failure<T> ignored -> Optional.empty();
    };
  }
}
