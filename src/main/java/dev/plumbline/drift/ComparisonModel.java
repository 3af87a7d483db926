package dev.plumbline.drift;

/** The version of what the words of a drift mean. */
public final class ComparisonModel {
  private ComparisonModel() {}

  /**
   * Bumped whenever equal snapshots would be told otherwise than before: a code, a path, a folding
   * or a severity that changed. Verdicts made by another version are computed anew.
   */
  public static final int VERSION = 5;
}
