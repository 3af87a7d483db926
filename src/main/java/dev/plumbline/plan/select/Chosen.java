package dev.plumbline.plan.select;

import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan carries.
 *
 * @param items what is to happen
 * @param additions what was not asked for and is needed
 * @param unreachable what Directus cannot bring about, sorted by subject
 * @param problems why there can be no such plan, one sentence each; empty if there can
 */
public record Chosen(
    SortedMap<ItemKey, PlannedItem> items,
    List<Addition> additions,
    List<Unreachable> unreachable,
    List<String> problems) {
  public Chosen {
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    additions = List.copyOf(additions);
    unreachable = List.copyOf(unreachable);
    problems = List.copyOf(problems);
  }

  /**
   * Something that is carried out because something else needs it.
   *
   * @param subject that was added
   * @param because the subject that needs it
   */
  public record Addition(String subject, String because) {}
}
