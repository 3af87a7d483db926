package dev.plumbline.run.rollback;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.words.Words;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.snapshot.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a rollback would do; what a person reads before they ask for it. All are sentences without
 * full stop.
 *
 * @param steps what it does, in the imperative
 * @param rows what it brings back from the backup
 * @param losses what it drops: the rollback saves those rows to files first
 * @param stays what no rollback brings back, or takes away
 * @param blocked why it cannot be done; empty: it can
 */
public record RollbackPreview(
    List<String> steps,
    List<String> rows,
    List<String> losses,
    List<String> stays,
    List<String> blocked) {
  public RollbackPreview {
    steps = List.copyOf(steps);
    rows = List.copyOf(rows);
    losses = List.copyOf(losses);
    stays = List.copyOf(stays);
    blocked = List.copyOf(blocked);
  }

  /**
   * @param before the target as it was before the run
   * @param counts the number of rows of a table in the backup, by its name without schema; empty if
   *     it has no such table
   * @param missing which rows of the run's time are not saved; a sentence each
   */
  public static RollbackPreview of(
      Footprint footprint,
      Side before,
      Side now,
      Function<String, Optional<Long>> counts,
      List<String> missing) {
    SortedMap<ItemKey, PlannedItem> items =
        new TreeMap<>(PlannedItems.between(before.snapshot(), now.snapshot()));
    items.keySet().removeIf(key -> !footprint.has(key));
    TargetState was = TargetState.of(before);
    TargetState is = TargetState.of(now);
    List<String> rows = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    items.forEach(
        (key, item) -> {
          switch (item) {
            case PlannedItem.Create ignored when isStored(was, key) ->
                rows.add(
                    key.section() == Section.COLLECTIONS
                        ? counts
                                .apply(key.collection())
                                .map(count -> count == 1 ? "1 row" : count + " rows")
                                .orElse("the rows")
                            + " of "
                            + Words.name(key.collection())
                        : "the values of " + Words.name(key.text()) + ", by primary key");
            case PlannedItem.Recreate ignored ->
                rows.add("the values of " + Words.name(key.text()) + ", by primary key");
            case PlannedItem.Alter alter when isAboutType(alter) ->
                rows.add(
                    "the former values of "
                        + Words.name(key.text())
                        + " where nobody has written to it since the run");
            case PlannedItem.Drop ignored when isStored(is, key) ->
                losses.add(
                    key.section() == Section.COLLECTIONS
                        ? "the rows of " + Words.name(key.collection()) + ", which the run created"
                        : "the values of " + Words.name(key.text()) + ", which the run created");
            default -> {}
          }
        });
    for (String dropped : footprint.scope().droppedCollections()) {
      rows.add("permissions, presets, revisions, comments and the like of " + Words.name(dropped));
    }
    return new RollbackPreview(
        StepMaker.steps(items).stream().map(Step::sentence).toList(),
        rows,
        losses,
        Stream.concat(
                Stream.of(
                    "what Directus recorded about the run in `directus_activity` and `directus_revisions` stays",
                    "rows that somebody deleted since the run stay deleted"),
                missing.stream())
            .toList(),
        footprint.conflicts(before, now));
  }

  /** Whether it is a table or a column in the database. */
  private static boolean isStored(TargetState state, ItemKey key) {
    return Optional.ofNullable(state.items().get(key))
        .filter(entity -> entity.has("schema") && key.section() != Section.RELATIONS)
        .isPresent();
  }

  private static boolean isAboutType(PlannedItem.Alter alter) {
    return alter.properties().stream()
        .anyMatch(
            property ->
                property.path().equals("schema.data_type")
                    || property.path().equals("schema.max_length")
                    || property.path().startsWith("schema.numeric_"));
  }

  /** One with reasons more why it cannot be done. */
  public RollbackPreview blockedBy(List<String> reasons) {
    List<String> all = new ArrayList<>(reasons);
    all.addAll(blocked);
    return new RollbackPreview(steps, rows, losses, stays, all);
  }

  /** SHA-256 over all that it says: what a person confirms. */
  public String hash() {
    return Fingerprint.sha256(
        String.join(
            "\f",
            List.of(steps, rows, losses, stays, blocked).stream()
                .map(sentences -> String.join("\n", sentences))
                .toList()));
  }
}
