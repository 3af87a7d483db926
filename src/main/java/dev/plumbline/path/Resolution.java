package dev.plumbline.path;

/** What a field path leads to. */
public sealed interface Resolution {
  /** A field that leads nowhere else. */
  record Value() implements Resolution {}

  /** A relation to this collection; a longer path continues there. */
  record Related(String collection) implements Resolution {}

  /** Neither certainly there nor certainly missing. */
  record Undecided() implements Resolution {}

  /**
   * Certainly missing.
   *
   * @param prefix the path up to the missing name, as it was written
   */
  record Missing(String prefix, MissingName name) implements Resolution {}
}
