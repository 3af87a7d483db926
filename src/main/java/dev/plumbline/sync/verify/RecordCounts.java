package dev.plumbline.sync.verify;

import dev.plumbline.drift.words.Words;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.run.verification.RecordChecks;
import dev.plumbline.run.verification.RecordChecks.Compared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * How many rows broke each check at one moment.
 *
 * @param unknown checks that could not be counted, and why
 * @param failure why no check could be counted any more; else empty
 */
record RecordCounts(
    SortedMap<CheckId, Counted> counted,
    SortedMap<CheckId, String> unknown,
    Optional<String> failure) {
  RecordCounts(
      Map<CheckId, Counted> counted, Map<CheckId, String> unknown, Optional<String> failure) {
    this(
        Collections.unmodifiableSortedMap(new TreeMap<>(counted)),
        Collections.unmodifiableSortedMap(new TreeMap<>(unknown)),
        failure);
  }

  /**
   * One check.
   *
   * @param definition with another one, something else was counted
   */
  record Counted(String definition, SortedSet<String> tables, long rows) {}

  /** A check that is new, or another one now, has nothing to be compared with. */
  static RecordChecks compared(RecordCounts before, RecordCounts after) {
    List<Compared> compared = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    SortedMap<CheckId, String> unknown = new TreeMap<>(after.unknown());
    unknown.putAll(before.unknown());
    after
        .counted()
        .forEach(
            (id, now) -> {
              Counted was = before.counted().get(id);
              if (was != null && was.definition().equals(now.definition())) {
                compared.add(new Compared(id.text(), now.tables(), was.rows(), now.rows()));
              } else if (now.rows() > 0 && !unknown.containsKey(id)) {
                changed.add("%s (%d rows)".formatted(Words.name(id.text()), now.rows()));
              }
            });
    List<String> uncertain = new ArrayList<>();
    before
        .failure()
        .or(after::failure)
        .ifPresent(why -> uncertain.add("checks of records could not be counted: " + why));
    if (!unknown.isEmpty()) {
      uncertain.add(
          "%s could not be counted: %s"
              .formatted(
                  Words.count(unknown.size(), "check") + " of records",
                  Words.list(
                      unknown.entrySet().stream()
                          .map(one -> Words.name(one.getKey().text()) + ": " + one.getValue())
                          .toList())));
    }
    if (!changed.isEmpty()) {
      uncertain.add(
          "rows break checks that the plan adds or changes, so there is nothing to compare them with: "
              + Words.list(changed));
    }
    return new RecordChecks(compared, uncertain);
  }
}
