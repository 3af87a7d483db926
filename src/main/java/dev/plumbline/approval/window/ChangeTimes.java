package dev.plumbline.approval.window;

import java.time.Instant;
import java.util.Optional;

/**
 * When an environment may be changed. A plan may be approved at any time; it is carried out only
 * then.
 *
 * @param window empty: always
 * @param freeze empty: there is none
 */
public record ChangeTimes(Optional<ChangeWindow> window, Optional<Freeze> freeze) {
  public static final ChangeTimes ALWAYS = new ChangeTimes(Optional.empty(), Optional.empty());

  /** Why nothing may be changed now, in one sentence; empty if it may. */
  public Optional<String> closed(Instant now) {
    return freeze
        .filter(known -> known.isInForce(now))
        .map(known -> "it is frozen until " + known.until() + ": " + known.reason())
        .or(
            () ->
                window
                    .filter(known -> !known.isOpen(now))
                    .map(
                        known ->
                            "its change window is " + known + " and opens at " + known.opens(now)));
  }
}
