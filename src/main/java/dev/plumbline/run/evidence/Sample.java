package dev.plumbline.run.evidence;

import java.util.List;

/**
 * The first of some things, and how many there are: a report stays small enough to be read.
 *
 * @param total how many there are
 * @param items at most {@link #MOST} of them
 */
public record Sample<T>(long total, List<T> items) {
  public static final int MOST = 200;

  public Sample {
    items = List.copyOf(items);
  }

  /** All of them, or the first ones. */
  public static <T> Sample<T> of(List<T> all) {
    return new Sample<>(all.size(), all.stream().limit(MOST).toList());
  }

  /** How many are left out. */
  public long omitted() {
    return total - items.size();
  }
}
