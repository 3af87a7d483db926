package dev.plumbline.approval.window;

import java.time.Instant;

/**
 * That an environment is not to be changed for a while.
 *
 * @param until from then on it may be
 * @param reason for people; not blank
 */
public record Freeze(Instant until, String reason) {
  public boolean isInForce(Instant now) {
    return now.isBefore(until);
  }
}
