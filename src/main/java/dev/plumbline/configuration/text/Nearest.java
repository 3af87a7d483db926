package dev.plumbline.configuration.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate that is fewest edits away, the first in alphabetical order of those; empty if
   * none is near enough to be worth a guess.
   */
  public static Optional<String> to(String text, Collection<String> candidates) {
    int limit = text.length() < 8 ? 2 : 3;
    return candidates.stream()
        .filter(candidate -> distance(text, candidate) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(text, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** " Did you mean 'x'?", or nothing. */
  public static String question(String text, Collection<String> candidates) {
    return to(text, candidates).map(near -> " Did you mean '" + near + "'?").orElse("");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }
}
