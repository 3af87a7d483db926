package dev.plumbline.hazard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How it is known that a hazard is one. */
public sealed interface HazardEvidence {
  /**
   * Counted on the rows of the target.
   *
   * @param counts by what was counted, such as {@code rows} or {@code nulls}
   */
  record Counted(SortedMap<String, Long> counts) implements HazardEvidence {
    public Counted {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
  }

  /**
   * It could not be counted: the hazard is reported with the severity of its worst case.
   *
   * @param reason one clause, free of secrets
   */
  record NotCounted(String reason) implements HazardEvidence {}

  /** It follows from the two schemas; no row was read. */
  record Stated() implements HazardEvidence {
    public static final Stated STATED = new Stated();
  }
}
