package dev.plumbline.postgres.scan.counting;

import dev.plumbline.integrity.Tally;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a statement found.
 *
 * @param counts of each check
 * @param rows some of the broken rows, of one statement in the order of their primary key
 */
public record CountResult(List<Long> counts, List<Row> rows) {
  /**
   * @param broken a character for each check; {@code 1} if it breaks it
   */
  public record Row(List<String> key, String broken) {}

  public CountResult {
    counts = List.copyOf(counts);
    rows = List.copyOf(rows);
  }

  public static CountResult nothing(int checks) {
    return new CountResult(Collections.nCopies(checks, 0L), List.of());
  }

  /** With what was found among other rows. */
  public CountResult plus(CountResult other) {
    return new CountResult(
        IntStream.range(0, counts.size())
            .mapToObj(check -> counts.get(check) + other.counts().get(check))
            .toList(),
        Stream.concat(rows.stream(), other.rows().stream()).toList());
  }

  public List<List<String>> keys(int check) {
    return rows.stream().filter(row -> row.broken().charAt(check) == '1').map(Row::key).toList();
  }

  public Tally tally(int check) {
    return new Tally(counts.get(check), keys(check).stream().limit(Tally.MOST_SAMPLES).toList());
  }
}
