package dev.plumbline.integrity;

import dev.plumbline.reading.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every check that a content model asks for.
 *
 * @param checks sorted by id, which is unique
 * @param uncheckable asked for by the model, but impossible on this schema; sorted by id
 */
public record CheckList(List<Check> checks, List<Uncheckable> uncheckable) {
  public CheckList {
    checks = List.copyOf(checks);
    uncheckable = List.copyOf(uncheckable);
  }

  /**
   * A check that cannot be made, whatever the rows.
   *
   * @param detail one sentence: what is in the way
   */
  public record Uncheckable(CheckId id, Reason reason, String detail) {}

  /**
   * Those of one group together, as many at once as that pays.
   *
   * @param alone those that run alone, whatever their group
   * @return each check once, in the order in which the first of each group comes
   */
  public static List<List<Check>> together(List<Check> checks, Predicate<Check> alone) {
    List<List<Check>> groups = new ArrayList<>();
    Map<Check.Group, List<Check>> open = new HashMap<>();
    for (Check check : checks) {
      Optional<Check.Group> group = alone.test(check) ? Optional.empty() : check.group();
      List<Check> members =
          group
              .map(of -> open.computeIfAbsent(of, ignored -> new ArrayList<>()))
              .orElseGet(ArrayList::new);
      if (members.isEmpty()) {
        groups.add(members);
      }
      members.add(check);
      group.filter(full -> members.size() == full.most()).ifPresent(open::remove);
    }
    return groups;
  }
}
