package dev.plumbline.postgres.scan.tally;

import dev.plumbline.integrity.Tally;
import java.util.List;

/**
 * What a statement found.
 *
 * @param counts of each check
 * @param rows some of the broken rows, in the order of their primary key
 */
public record Counted(List<Long> counts, List<Row> rows) {
  /**
   * @param broken a character for each check; {@code 1} if it breaks it
   */
  public record Row(List<String> key, String broken) {}

  public Counted {
    counts = List.copyOf(counts);
    rows = List.copyOf(rows);
  }

  public List<List<String>> keys(int check) {
    return rows.stream().filter(row -> row.broken().charAt(check) == '1').map(Row::key).toList();
  }

  public Tally tally(int check) {
    return new Tally(counts.get(check), keys(check).stream().limit(Tally.MOST_SAMPLES).toList());
  }
}
