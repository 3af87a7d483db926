package dev.plumbline.configuration.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

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

  /** Levenshtein's: how many characters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
