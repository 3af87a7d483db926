package dev.plumbline.integrity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was counted so far of one check.
 *
 * @param count rows that break it
 * @param samples the first few of their primary keys that were met
 * @param reasons what is wrong with them, where rows of one check can differ in that; some of it
 */
public record Tally(long count, List<List<String>> samples, SortedSet<String> reasons) {
  /** How many samples are kept, mostly. */
  public static final int MOST_SAMPLES = 20;

  /** How many reasons are kept; nobody reads more. */
  public static final int MOST_REASONS = 20;

  public static final Tally NONE = new Tally(0, List.of());

  public Tally {
    samples = List.copyOf(samples);
    reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
  }

  /** One whose rows are all broken alike. */
  public Tally(long count, List<List<String>> samples) {
    this(count, samples, Collections.emptySortedSet());
  }

  /**
   * With what another part of the table gave.
   *
   * @param mostSamples how many are kept
   */
  public Tally plus(Tally other, int mostSamples) {
    List<List<String>> all = new ArrayList<>(samples);
    other.samples().stream().limit(Math.max(0, mostSamples - (long) all.size())).forEach(all::add);
    SortedSet<String> both = new TreeSet<>(reasons);
    both.addAll(other.reasons());
    while (both.size() > MOST_REASONS) {
      both.removeLast();
    }
    return new Tally(count + other.count(), all, both);
  }
}
