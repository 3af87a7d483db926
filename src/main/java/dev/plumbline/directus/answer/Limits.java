package dev.plumbline.directus.answer;

import java.time.Duration;

/**
 * How much of a Directus is waited for and taken.
 *
 * @param request for each of ping, info, health and files, from the first byte sent to the last
 *     received
 * @param snapshot the same for the snapshot: 1000 collections take Directus 10 s
 * @param snapshotBytes of the snapshot, decompressed: 1000 collections are 13 MB
 */
public record Limits(Duration request, Duration snapshot, long snapshotBytes) {
  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(60), 64L << 20);

  /** Of everything else, errors included, in bytes. */
  public static final int OTHER_BYTES = 256 << 10;
}
