package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.schema.Reading;
import java.util.List;
import java.util.Set;

/**
 * The binaries of files, which only Directus knows where to find. Never throws, never outlives its
 * deadline. How often it is asked is the caller's business.
 */
public interface Binaries {
  /**
   * The ids among these whose binary Directus does not have; one request for each is made.
   *
   * @param files keys of {@code directus_files}, as text
   * @return a failure if it could not be told of every one of them
   */
  Reading<Set<String>> missing(EnvironmentId environment, List<String> files);
}
