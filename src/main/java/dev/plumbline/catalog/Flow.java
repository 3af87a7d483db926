package dev.plumbline.catalog;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A flow of Directus, as far as others refer to it: how its operations are linked, by their keys,
 * because ids of operations are others in each environment.
 *
 * @param id the last part of the URL by which a webhook is called
 * @param webhook whether it is triggered by a webhook
 * @param first key of the operation that it begins with; empty if there is none
 * @param links of its operations, by key
 */
public record Flow(
    String id,
    String name,
    boolean webhook,
    Optional<String> first,
    SortedMap<String, Links> links) {
  public Flow {
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
  }

  /**
   * What follows an operation.
   *
   * @param resolve key of the operation that follows if it succeeds
   * @param reject key of the operation that follows if it fails
   */
  public record Links(Optional<String> resolve, Optional<String> reject) {}
}
