package dev.plumbline.finding;

import java.util.List;

/**
 * The rows that an observation is about.
 *
 * @param count how many
 * @param samples primary keys of some of them, each as its columns as text; never another column
 * @param sql a whole statement that shows the rows
 */
public record Evidence(long count, List<List<String>> samples, String sql) {
  public Evidence {
    samples = List.copyOf(samples);
  }
}
