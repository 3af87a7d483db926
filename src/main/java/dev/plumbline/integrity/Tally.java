package dev.plumbline.integrity;

import java.util.ArrayList;
import java.util.List;

/**
 * What was counted so far of one check.
 *
 * @param count rows that break it
 * @param samples the first few of their primary keys that were met
 */
public record Tally(long count, List<List<String>> samples) {
  /** How many samples are kept, mostly. */
  public static final int MOST_SAMPLES = 20;

  public static final Tally NONE = new Tally(0, List.of());

  public Tally {
    samples = List.copyOf(samples);
  }

  /**
   * With what another part of the table gave.
   *
   * @param mostSamples how many are kept
   */
  public Tally plus(Tally other, int mostSamples) {
    List<List<String>> all = new ArrayList<>(samples);
    other.samples().stream().limit(mostSamples - (long) all.size()).forEach(all::add);
    return new Tally(count + other.count(), all);
  }
}
