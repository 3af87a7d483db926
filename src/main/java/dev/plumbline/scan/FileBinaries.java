package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reading;
import java.util.List;
import java.util.Set;

/**
 * The binaries of files, which only Directus knows where to find. Never throws, never outlives its
 * deadline. How often it is asked is the caller's business.
 */
public interface FileBinaries {
  /**
   * The ids among these whose binary Directus does not have; one request for each is made.
   *
   * @param files keys of {@code directus_files}, as text
   * @return a failure if it could not be determined of every one of them
   */
  Reading<Set<String>> missing(EnvironmentId environment, List<String> files);

  /**
   * Whether Directus serves any of these files, all of one storage location; at most two requests
   * for each are made.
   *
   * @return a failure if that could not be found out
   */
  Reading<Storage> storage(EnvironmentId environment, List<String> files);

  /** What Directus answers about files of one storage location. */
  enum Storage {
    /** It serves at least one of them. */
    SERVED,
    /** It refuses all of them: their binaries are missing, or their location is empty. */
    REFUSED,
    /** It does not know their location, or cannot reach it. */
    OUT_OF_REACH
  }
}
