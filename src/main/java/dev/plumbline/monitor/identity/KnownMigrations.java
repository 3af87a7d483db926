package dev.plumbline.monitor.identity;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which migration a version of Directus has run for certain, from its published packages. A version
 * between two of these has at least the migration of the older one.
 */
final class KnownMigrations {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4}).*");

  private static final NavigableMap<Long, String> NEWEST =
      new TreeMap<>(
          Map.of(
              number(11, 0, 1), "20240806A",
              number(11, 4, 1), "20240924B",
              number(11, 7, 2), "20250224A",
              number(11, 9, 2), "20250613A",
              number(11, 13, 0), "20251028A",
              number(11, 16, 1), "20260211A",
              number(12, 0, 2), "20260512B",
              number(12, 2, 0), "20260727A",
              number(12, 4, 0), "20260909A"));

  /** A major version may begin with fewer migrations. */
  private static final int LAST_MAJOR = 12;

  private KnownMigrations() {}

  /** Empty if nothing is known of the version. */
  static Optional<String> of(String directus) {
    Matcher matcher = VERSION.matcher(directus);
    if (!matcher.matches() || part(matcher, 1) > LAST_MAJOR) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            NEWEST.floorEntry(number(part(matcher, 1), part(matcher, 2), part(matcher, 3))))
        .map(Map.Entry::getValue);
  }

  private static long part(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  private static long number(long major, long minor, long patch) {
    return (major * 10_000 + minor) * 10_000 + patch;
  }
}
