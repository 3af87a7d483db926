package dev.plumbline.sync.verify;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.means.RunHazards;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.planning.Made;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what was approved is what would be done now. */
public final class SealCheck {
  private final PlanMaking making;
  private final MonitorStore store;
  private final WatchedDatabase databases;
  private final Clock clock;

  /**
   * @param store what polls have read
   */
  public SealCheck(PlanMaking making, MonitorStore store, WatchedDatabase databases, Clock clock) {
    this.making = making;
    this.store = store;
    this.databases = databases;
    this.clock = clock;
  }

  /**
   * Makes the plan once more, from fresh readings of both sides and Directus's own diff.
   *
   * @return what the run lacks but can do without: a sentence each, without full stop
   * @throws RunStoppedException if it is another one now, or lacks what it cannot do without
   */
  public List<String> requireSame(Plan plan) throws RunStoppedException, InterruptedException {
    requireValid(plan.seal());
    Proposal proposal = plan.contents().proposal();
    return switch (making.make(proposal)) {
      case Made.Refused(List<String> reasons, var hazards) ->
          throw new RunStoppedException(
              "the plan was made again and is refused: " + String.join("; ", reasons));
      case Made.Sealed(Plan now) -> {
        List<String> moved = moved(plan, now);
        if (!moved.isEmpty()) {
          throw new RunStoppedException(
              "the plan was made again and differs: " + String.join("; ", moved));
        }
        requireMeans(now.contents().hazards());
        yield now.contents().hazards().stream()
            .filter(hazard -> hazard.code().isAboutRuns())
            .map(Hazard::message)
            .toList();
      }
    };
  }

  /** What people approved may lack something that a run cannot do without. */
  private static void requireMeans(List<Hazard> hazards) throws RunStoppedException {
    List<String> lacking =
        hazards.stream().filter(RunHazards::stopsRun).map(Hazard::message).toList();
    if (!lacking.isEmpty()) {
      throw new RunStoppedException(String.join("; ", lacking));
    }
  }

  private void requireValid(Seal seal) throws RunStoppedException {
    if (!clock.instant().isBefore(seal.expiresAt())) {
      throw new RunStoppedException("the plan expired at " + seal.expiresAt());
    }
  }

  private static List<String> moved(Plan plan, Plan now) {
    Seal sealed = plan.seal();
    Seal seal = now.seal();
    List<String> moved = new ArrayList<>();
    basis(sealed.source(), seal.source()).ifPresent(moved::add);
    basis(sealed.target(), seal.target()).ifPresent(moved::add);
    if (!sealed.model().equals(seal.model())) {
      moved.add("Plumbline was updated and may decide otherwise");
    }
    if (moved.isEmpty() && !sealed.directusHash().equals(seal.directusHash())) {
      moved.add("Directus has another hash of the target's schema");
    }
    if (moved.isEmpty() && !sealed.payloadSha256().equals(seal.payloadSha256())) {
      moved.add("Directus would do something else");
    }
    Set<String> approved = hazards(plan);
    now.contents().hazards().stream()
        .filter(hazard -> !approved.contains(identity(hazard)))
        .forEach(hazard -> moved.add("a new hazard: " + hazard.message()));
    return moved;
  }

  private static Set<String> hazards(Plan plan) {
    return plan.contents().hazards().stream().map(SealCheck::identity).collect(Collectors.toSet());
  }

  /** Counts go with the rows that users write. */
  private static String identity(Hazard hazard) {
    return hazard.code().label() + ' ' + hazard.severity().label() + ' ' + hazard.subject();
  }

  private static Optional<String> basis(Basis sealed, Basis now) {
    if (!sealed.snapshot().equals(now.snapshot())) {
      return Optional.of("the schema of " + sealed.environment() + " has changed");
    }
    if (!sealed.inventory().equals(now.inventory())) {
      return Optional.of("the catalog of the database of " + sealed.environment() + " has changed");
    }
    return sealed.directus().equals(now.directus())
        ? Optional.empty()
        : Optional.of(sealed.environment() + " runs another version of Directus");
  }

  /**
   * Reads only the target's database: whether it is as sealed right now.
   *
   * @throws TargetException if it cannot be read
   */
  public boolean isUnmoved(Seal seal) throws TargetException {
    EnvironmentId target = seal.target().environment();
    return switch (databases.read(target)) {
      case Reading.Value<DatabaseReading>(DatabaseReading read, var at) -> isAsSealed(seal, read);
      case Reading.Failure<DatabaseReading>(var reason, String detail, var at) ->
          throw new TargetException("the database of " + target + " could not be read: " + detail);
    };
  }

  /**
   * @throws RunStoppedException if the target is not as sealed right now, or the plan has expired
   */
  public void requireUnmoved(Seal seal) throws RunStoppedException, TargetException {
    requireValid(seal);
    if (!isAsPolled(seal) && !isUnmoved(seal)) {
      throw new RunStoppedException(
          "the database of "
              + seal.target().environment()
              + " has changed since the plan was made");
    }
  }

  /**
   * Whether a poll has read what was sealed, and the database has the fingerprint that it had then:
   * one cheap statement, where all of it would have to be read otherwise. False: it is not known.
   */
  private boolean isAsPolled(Seal seal) {
    Basis target = seal.target();
    return store
        .environment(target.environment())
        .filter(status -> status.snapshot().equals(Optional.of(target.snapshot())))
        .filter(status -> status.catalog().equals(target.inventory()))
        .flatMap(EnvironmentStatus::changeFingerprint)
        .filter(
            polled ->
                databases.fingerprint(target.environment())
                        instanceof Reading.Value<String>(String now, var at)
                    && now.equals(polled))
        .isPresent();
  }

  private static boolean isAsSealed(Seal seal, DatabaseReading read) {
    Basis target = seal.target();
    return target.snapshot().equals(Fingerprint.of(read.snapshot()))
        && target
            .inventory()
            .filter(address -> !address.equals(read.catalog().fingerprint()))
            .isEmpty();
  }
}
