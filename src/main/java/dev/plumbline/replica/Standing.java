package dev.plumbline.replica;

import dev.plumbline.memory.Part;
import java.util.Optional;
import java.util.Set;

/** What this replica may do, as it was a second ago. */
public final class Standing {
  private volatile Optional<String> unfit = Optional.empty();
  private volatile Set<Part> overruled = Set.of();

  public void is(Optional<String> whyUnfit, Set<Part> byOthers) {
    unfit = whyUnfit;
    overruled = byOthers;
  }

  /** Why this replica can do no work at all, in one sentence; empty if it can. */
  public Optional<String> unfit() {
    return unfit;
  }

  /** Whether another living replica has a newer configuration of a part. */
  public boolean isOverruled(Part part) {
    return overruled.contains(part);
  }

  /** Why this replica does not poll, scan or compare a part; empty if it does. */
  public Optional<String> refusal(Part part) {
    return unfit
        .map(why -> "this replica cannot do it: " + why)
        .or(
            () ->
                isOverruled(part)
                    ? Optional.of(
                        "another replica has a newer configuration of "
                            + part.name()
                            + ", and this one leaves it alone")
                    : Optional.empty());
  }
}
