package dev.plumbline.drift;

import dev.plumbline.drift.change.Change;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much differs: a drift without its changes.
 *
 * @param changes how many there are of each kind and severity; the severities of the first kind
 *     come first, kinds and severities in the order of their constants
 * @param ignored how many changes an ignore rule covers
 * @param catalogCompared whether what a snapshot can't carry was compared, too
 */
public record DriftCounts(List<Integer> changes, int ignored, boolean catalogCompared) {
  private static final List<Change.Kind> KINDS = List.of(Change.Kind.values());
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  public DriftCounts {
    changes = List.copyOf(changes);
    if (changes.size() != KINDS.size() * SEVERITIES.size()) {
      throw new IllegalArgumentException(changes.size() + " counts are not the counts of a drift");
    }
  }

  public static DriftCounts of(Drift drift) {
    List<Integer> counts =
        new ArrayList<>(Collections.nCopies(KINDS.size() * SEVERITIES.size(), 0));
    for (Change change : drift.changes()) {
      int place = place(change.kind(), change.severity());
      counts.set(place, counts.get(place) + 1);
    }
    return new DriftCounts(counts, drift.ignored().size(), drift.catalogCompared());
  }

  public int of(Change.Kind kind, Severity severity) {
    return changes.get(place(kind, severity));
  }

  public int of(Severity severity) {
    int sum = 0;
    for (Change.Kind kind : KINDS) {
      sum += of(kind, severity);
    }
    return sum;
  }

  /** How many changes have this severity or a graver one. */
  public int atLeast(Severity least) {
    int sum = 0;
    for (Severity severity : SEVERITIES) {
      sum += severity.isAtLeast(least) ? of(severity) : 0;
    }
    return sum;
  }

  public int total() {
    return atLeast(Severity.INFO);
  }

  private static int place(Change.Kind kind, Severity severity) {
    return KINDS.indexOf(kind) * SEVERITIES.size() + SEVERITIES.indexOf(severity);
  }
}
