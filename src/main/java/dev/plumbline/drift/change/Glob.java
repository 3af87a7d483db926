package dev.plumbline.drift.change;

import java.util.Optional;

/**
 * A pattern over texts whose parts are joined by '.': {@code *} is any run of characters but '.',
 * {@code **} any run, {@code ?} one character but '.'.
 */
public record Glob(String pattern) {
  /** Syntax of other globs, which would silently match nothing here. */
  private static final String FOREIGN = "[]{}\\!/";

  /** What is wrong with a pattern, in one clause for a person; empty if nothing is. */
  public static Optional<String> problem(String pattern) {
    if (pattern.isBlank()) {
      return Optional.of("it is empty; ** matches everything");
    }
    if (pattern.contains("***")) {
      return Optional.of("*** is not valid; * matches within a name, ** also matches dots");
    }
    return pattern
        .chars()
        .filter(c -> FOREIGN.indexOf(c) >= 0 || Character.isWhitespace(c))
        .mapToObj(c -> "'" + (char) c + "' is not allowed; only *, ** and ? are special")
        .findFirst();
  }

  /**
   * Greedy with one point to go back to for the last {@code *} and one for the last {@code **}:
   * never exponential, whatever the pattern. Earlier ones need none, because what lies between two
   * points of the same kind can be taken over by the later one.
   */
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starText = 0;
    int doubleStar = -1;
    int doubleStarText = 0;
    while (true) {
      if (pattern.startsWith("**", p)) {
        doubleStar = p;
        doubleStarText = t;
        star = -1;
        p += 2;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p;
        starText = t;
        p++;
      } else if (p < pattern.length() && t < text.length() && accepts(p, text.charAt(t))) {
        p++;
        t++;
      } else if (p == pattern.length() && t == text.length()) {
        return true;
      } else if (star >= 0 && starText < text.length() && text.charAt(starText) != '.') {
        starText++;
        t = starText;
        p = star + 1;
      } else if (doubleStar >= 0 && doubleStarText < text.length()) {
        doubleStarText++;
        t = doubleStarText;
        p = doubleStar + 2;
        star = -1;
      } else {
        return false;
      }
    }
  }

  private boolean accepts(int at, char c) {
    return pattern.charAt(at) == '?' ? c != '.' : pattern.charAt(at) == c;
  }
}
