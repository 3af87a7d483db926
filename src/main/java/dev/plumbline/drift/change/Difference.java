package dev.plumbline.drift.change;

import java.util.Comparator;
import java.util.List;

/**
 * Everything in which two sides differ, before any ignore rule.
 *
 * @param changes in canonical order: by {@link Subject#text()} (so that what concerns the
 *     environment as a whole comes first), then code, then path, each by UTF-16 code unit
 * @param renames pairs of removed and added subjects that may be renames, by their texts
 * @param catalogCompared whether inventories were compared: both sides had one
 */
public record Difference(
    List<Change> changes, List<RenameCandidate> renames, boolean catalogCompared) {
  private static final Comparator<Change> CHANGES =
      Comparator.comparing((Change change) -> change.subject().text())
          .thenComparing(change -> change.code().label())
          .thenComparing(Change::path);

  private static final Comparator<RenameCandidate> RENAMES =
      Comparator.comparing((RenameCandidate rename) -> rename.from().text())
          .thenComparing(rename -> rename.to().text());

  public Difference {
    changes = changes.stream().sorted(CHANGES).toList();
    renames = renames.stream().sorted(RENAMES).toList();
  }
}
