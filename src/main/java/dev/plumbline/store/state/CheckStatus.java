package dev.plumbline.store.state;

import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one check of an environment.
 *
 * @param definition stable text of the check itself: another definition, another question
 * @param checkedAt when its rows were really checked; the outcome stands from then
 * @param confirmedAt when it was last known that nothing had changed since
 * @param basis states of its tables before its rows were checked; empty if they cannot be
 *     determined, and then it is checked each time
 * @param note one sentence on what the outcome covers, such as that it was a sample; mostly empty
 */
public record CheckStatus(
    CheckId id,
    Severity severity,
    String definition,
    Outcome outcome,
    Instant checkedAt,
    Instant confirmedAt,
    SortedMap<String, TableState> basis,
    Optional<String> note) {
  public CheckStatus {
    basis = Collections.unmodifiableSortedMap(new TreeMap<>(basis));
  }

  /** One that covers everything. */
  public CheckStatus(
      CheckId id,
      Severity severity,
      String definition,
      Outcome outcome,
      Instant checkedAt,
      Instant confirmedAt,
      SortedMap<String, TableState> basis) {
    this(id, severity, definition, outcome, checkedAt, confirmedAt, basis, Optional.empty());
  }

  /** The same, and it is known that nothing has changed until then. */
  public CheckStatus confirmed(Instant at) {
    return new CheckStatus(id, severity, definition, outcome, checkedAt, at, basis, note);
  }

  /**
   * Stable text that is the same only if no row of the table was written: its write counters, where
   * they were last reset, and which file holds it.
   */
  public record TableState(String text) {}
}
