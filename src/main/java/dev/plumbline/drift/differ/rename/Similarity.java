package dev.plumbline.drift.differ.rename;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How much speaks for two things being one that was renamed. */
final class Similarity {
  /** Less than that says nothing: {@code id}, {@code is}. */
  private static final int SHORTEST_WORD = 3;

  private int score;
  private final List<String> evidence = new ArrayList<>();

  /** Counts a reason if it holds. */
  Similarity reason(boolean holds, int weight, String sentence) {
    if (holds) {
      score += weight;
      evidence.add(sentence);
    }
    return this;
  }

  int score() {
    return score;
  }

  List<String> evidence() {
    return List.copyOf(evidence);
  }

  /**
   * Two things and how similar they are.
   *
   * @param from only in the target
   * @param to only in the source
   */
  record Match<T>(T from, T to, Similarity similarity) {}

  /**
   * The best matches, each thing at most once; ties are broken by the order of {@code names}, so
   * that the same input gives the same pairs.
   */
  static <T> List<Match<T>> oneToOne(List<Match<T>> matches, Comparator<T> names) {
    Comparator<Match<T>> bestFirst =
        Comparator.comparingInt((Match<T> match) -> -match.similarity().score())
            .thenComparing(Match::from, names)
            .thenComparing(Match::to, names);
    Set<T> taken = new HashSet<>();
    List<Match<T>> best = new ArrayList<>();
    for (Match<T> match : matches.stream().sorted(bestFirst).toList()) {
      if (!taken.contains(match.from()) && !taken.contains(match.to())) {
        taken.add(match.from());
        taken.add(match.to());
        best.add(match);
      }
    }
    return best;
  }

  /**
   * Whether a person would see the one name in the other: a shared word, an abbreviation, or a few
   * letters off.
   */
  static boolean isSimilarName(String one, String other) {
    Set<String> words = words(one);
    words.retainAll(words(other));
    return !words.isEmpty()
        || isAbbreviation(one, other)
        || isAbbreviation(other, one)
        || LevenshteinDistance.getDefaultInstance().apply(one, other)
            <= Math.max(one.length(), other.length()) / 3;
  }

  private static boolean isAbbreviation(String shorter, String longer) {
    return shorter.length() >= SHORTEST_WORD && longer.startsWith(shorter);
  }

  private static Set<String> words(String name) {
    Set<String> words =
        new HashSet<>(
            Arrays.asList(
                name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                    .toLowerCase(Locale.ROOT)
                    .split("[^a-z0-9]+", 0)));
    words.removeIf(word -> word.length() < SHORTEST_WORD);
    return words;
  }
}
