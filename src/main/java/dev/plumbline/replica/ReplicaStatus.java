package dev.plumbline.replica;

import dev.plumbline.store.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What this replica may do, as it was a second ago. */
public final class ReplicaStatus {
  /** By how much the clocks of two replicas may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(3);

  private volatile Optional<String> unfit = Optional.empty();
  private volatile Set<Part> overruled = Set.of();
  private volatile Instant readAt = Instant.MIN;
  private volatile Optional<String> uncompared = Optional.of("this replica has just started");

  /**
   * @param asOf when that was read, by the store's clock
   */
  public void is(Optional<String> whyUnfit, Set<Part> byOthers, Instant asOf) {
    unfit = whyUnfit;
    overruled = byOthers;
    // Last, so that whoever sees it sees what was read then.
    readAt = asOf;
  }

  /** Why this replica can do no work at all, in one sentence; empty if it can. */
  public Optional<String> unfit() {
    return unfit;
  }

  /** The comparisons are those of other rules, and comparing anew failed. */
  void mustCompare(String why) {
    if (uncompared.isPresent()) {
      uncompared = Optional.of(why);
    }
  }

  /** From now on this replica answers by its own rules. */
  public void hasCompared() {
    uncompared = Optional.empty();
  }

  /** Why this replica must not be asked yet, in one sentence; empty if it may be. */
  public Optional<String> unready() {
    return unfit.or(
        () ->
            uncompared.map(
                why ->
                    "after an upgrade or a configuration change, this replica has"
                        + " not compared again yet: "
                        + why));
  }

  /** Whether this replica cannot know yet that what happened then made another one newer. */
  public boolean isUnawareOf(Instant happened) {
    return happened.plus(CLOCKS).isAfter(readAt);
  }

  /** Whether another living replica has a newer configuration of a part. */
  public boolean isOverruled(Part part) {
    return overruled.contains(part);
  }

  /** Why this replica does not poll, scan or compare a part; empty if it does. */
  public Optional<String> refusal(Part part) {
    return unfit
        .map(why -> "this replica cannot poll or scan: " + why)
        .or(
            () ->
                isOverruled(part)
                    ? Optional.of(
                        "another replica has a newer configuration of "
                            + part.name()
                            + ", so this replica does not poll or scan it")
                    : Optional.empty());
  }
}
