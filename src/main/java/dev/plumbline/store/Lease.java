package dev.plumbline.store;

import java.util.UUID;

/**
 * Leave to write about work that takes long: a scan, a deployment, a backup or a run. Taking the
 * work over makes every earlier one void.
 *
 * @param work its id
 * @param term 1 for whoever recorded it, then one more with each taking over
 */
public record Lease(UUID work, int term) {
  /** Of whoever recorded the work. */
  public static Lease first(UUID work) {
    return new Lease(work, 1);
  }
}
