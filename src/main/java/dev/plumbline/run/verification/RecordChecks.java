package dev.plumbline.run.verification;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many rows broke each check of the touched tables, right before the payload was sent and
 * afterwards.
 *
 * @param compared what was counted both times
 * @param uncertain what could not be counted, a sentence each without full stop
 */
public record RecordChecks(List<Compared> compared, List<String> uncertain) {
  public static final RecordChecks NONE = new RecordChecks(List.of(), List.of());

  public RecordChecks {
    compared = List.copyOf(compared);
    uncertain = List.copyOf(uncertain);
  }

  /**
   * One check.
   *
   * @param name such as {@code orphaned_reference/articles.author}
   * @param tables whose rows decide about it
   */
  public record Compared(String name, SortedSet<String> tables, long before, long after) {
    public Compared {
      tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
    }
  }
}
