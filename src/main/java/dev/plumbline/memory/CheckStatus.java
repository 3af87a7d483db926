package dev.plumbline.memory;

import dev.plumbline.integrity.Check.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one check of an environment.
 *
 * @param definition stable text of the check itself: another definition, another question
 * @param lookedAt when its rows were really looked at; the outcome stands from then
 * @param confirmedAt when it was last known that nothing had changed since
 * @param basis states of its tables before its rows were looked at; empty if they cannot be told,
 *     and then it is looked at each time
 */
public record CheckStatus(
    CheckId id,
    Severity severity,
    String definition,
    Outcome outcome,
    Instant lookedAt,
    Instant confirmedAt,
    SortedMap<String, TableState> basis) {
  public CheckStatus {
    basis = Collections.unmodifiableSortedMap(new TreeMap<>(basis));
  }

  /**
   * Stable text that is the same only if no row of the table was written: its write counters, where
   * they were last reset, and which file holds it.
   */
  public record TableState(String text) {}
}
