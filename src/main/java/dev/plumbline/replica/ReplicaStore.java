package dev.plumbline.replica;

import dev.plumbline.store.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The replicas that live, and when polls and scans are due. Every method is one transaction, all
 * times are of the store's own clock, and each method throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached.
 */
public interface ReplicaStore {
  /** How long a replica that does a job may be silent before another one does it again. */
  Duration SILENT_AT_WORK = Duration.ofSeconds(4);

  /**
   * A replica that is silent for so long does not live: what it alone knew has left, and its
   * configuration overrules nobody's. Longer, because what was polled in between by an older
   * configuration would resolve and reopen findings.
   */
  Duration SILENT = Duration.ofSeconds(15);

  /**
   * Records that a replica lives and what it is configured with, in place of what it announced
   * before. Parts that had left are back.
   *
   * @param fit whether it can do its work
   * @param definitions a digest of what is configured about each part
   * @param since what this returned to the same process before; empty the first time. Of a replica
   *     that was suspended, the store may have forgotten it, and must not take its definitions for
   *     the newest.
   * @return since when each of these definitions has been announced
   */
  Map<Part, Instant> announce(
      UUID replica, boolean fit, Map<Part, String> definitions, Map<Part, Instant> since);

  /**
   * Records that a replica still lives.
   *
   * @return what it has to do now; empty if the others took it for dead: it must announce itself
   */
  Optional<Agenda> beat(UUID replica);

  /** Records that a replica ends; whatever it was doing can be done by others at once. */
  void leave(UUID replica);

  /**
   * Forgets replicas that have been silent for so long, then marks every part that no living
   * replica knows as left and removes its due time. To be called by a replica that lives.
   */
  void forget(Duration silence);

  /**
   * Writes when a part is due, in place of what was planned before.
   *
   * @param before what was planned when the caller decided this: nothing is written if it is
   *     another by now
   */
  void plan(Plan plan, Optional<Due> before);

  /**
   * Takes a job that is due, if nobody else has, and nobody has announced a newer definition since.
   *
   * @param next when it is due after this
   * @return false if somebody else has it
   */
  boolean take(UUID replica, Due due, Instant next);

  /**
   * Records that a job ended.
   *
   * @param next when it is due next at the latest; what was planned for earlier and has not passed
   *     stays
   */
  void done(UUID replica, Part part, Optional<Next> next);

  /** When a part is due; empty if it is not planned. */
  Optional<Instant> next(Part part);

  /** When each planned part is due. */
  Map<Part, Instant> planned();

  /** Every part that left, and when. */
  Map<Part, Instant> left();

  /** Deletes all that is known of parts that left before. */
  long prune(Instant before);

  /**
   * What a replica has to do.
   *
   * @param now by the clock of the store
   * @param overruled parts of which another living replica announced another definition later
   * @param unplanned parts whose due time was planned for another definition, or never
   * @param due what is to be done now
   * @param upcoming when something is due next
   */
  record Agenda(
      Instant now,
      Set<Part> overruled,
      Map<Part, Optional<Due>> unplanned,
      List<Due> due,
      Optional<Instant> upcoming) {}

  /**
   * When a part is due.
   *
   * @param last when it was taken last; empty if never
   * @param takenBy the replica that does it; null if none does
   */
  record Due(
      Part part,
      String schedule,
      String source,
      Optional<Instant> last,
      Instant next,
      @Nullable UUID takenBy) {}

  /**
   * That a part is due.
   *
   * @param definition for which it was planned
   * @param schedule stable text of when
   * @param source stable text of what is read
   */
  record Plan(
      Part part,
      String definition,
      String schedule,
      String source,
      Optional<Instant> last,
      Instant next) {}

  /**
   * When a job is due after it was done.
   *
   * @param after from now on
   * @param ifPassed likewise, if the job lasted until after it was due again
   * @param exactly whether it must not be earlier, because the environment is to be left alone
   */
  record Next(Duration after, Duration ifPassed, boolean exactly) {
    public Next(Duration after, boolean exactly) {
      this(after, after, exactly);
    }
  }
}
