package dev.plumbline.approval;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Seal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ends a sealed plan without anybody: its time, and whatever it was made from. */
public final class Movement {
  private Movement() {}

  /**
   * An environment as it was last read. What could not be read has not moved.
   *
   * @param inventory address of what PostgreSQL has beside the snapshot
   */
  public record Present(
      Optional<Fingerprint> snapshot, Optional<Fingerprint> inventory, Optional<String> directus) {}

  /**
   * The state that a plan has now.
   *
   * @param sides by environment; one that is missing is not configured any more
   * @param model of this version of Plumbline
   * @return the same state if nothing ends it
   */
  public static PlanState now(
      PlanState.Sealed state,
      Seal seal,
      Map<EnvironmentId, Present> sides,
      String model,
      Instant now) {
    List<String> moved = moved(seal, sides, model);
    if (!moved.isEmpty()) {
      return state.voided(moved);
    }
    return now.isBefore(seal.expiresAt()) ? state : state.expire(seal.expiresAt());
  }

  /** Whether {@link #now} is another state. */
  public static boolean isEnded(
      Seal seal, Map<EnvironmentId, Present> sides, String model, Instant now) {
    return !now.isBefore(seal.expiresAt()) || !moved(seal, sides, model).isEmpty();
  }

  /** Whether no more than a quarter of its time is left: of 24 hours 6, of 4 hours 1. */
  public static boolean expiresSoon(Seal seal, Instant now) {
    Duration quarter = Duration.between(seal.sealedAt(), seal.expiresAt()).dividedBy(4);
    return !now.isBefore(seal.expiresAt().minus(quarter));
  }

  private static List<String> moved(Seal seal, Map<EnvironmentId, Present> sides, String model) {
    List<String> moved = new ArrayList<>();
    for (Basis basis : List.of(seal.source(), seal.target())) {
      Present present = sides.get(basis.environment());
      if (present == null) {
        moved.add(basis.environment() + " is not configured any more");
      } else {
        moved(basis, present, moved);
      }
    }
    if (!seal.model().equals(model)) {
      moved.add("Plumbline was updated and may decide otherwise");
    }
    return moved;
  }

  private static void moved(Basis basis, Present present, List<String> moved) {
    EnvironmentId environment = basis.environment();
    if (present.snapshot().filter(now -> !now.equals(basis.snapshot())).isPresent()) {
      moved.add("the schema of " + environment + " changed since the plan was made");
    } else if (present.inventory().isPresent()
        && basis.inventory().isPresent()
        && !present.inventory().equals(basis.inventory())) {
      moved.add(
          "the catalog of the database of " + environment + " changed since the plan was made");
    }
    present
        .directus()
        .filter(now -> !now.equals(basis.directus()))
        .ifPresent(
            now ->
                moved.add(
                    environment
                        + " ran Directus "
                        + basis.directus()
                        + " when the plan was made, and runs "
                        + now
                        + " now"));
  }
}
