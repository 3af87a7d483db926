package dev.plumbline.jdbc.plan;

import dev.plumbline.environment.Access;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.plan.PlanStore.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to look for among plans, as SQL. */
public final class PlanFilter {
  private PlanFilter() {}

  /**
   * Newest first, as {@link PlanTable#listed} reads them.
   *
   * @param before only those with lower numbers
   */
  public static Sql of(Filter filter, Optional<Long> before, int limit) {
    List<String> conditions = new ArrayList<>(List.of("number < ?"));
    List<Object> values = new ArrayList<>(List.of(before.orElse(Long.MAX_VALUE)));
    if (filter.visible() instanceof Access.Only(var environments)) {
      conditions.add("source = ANY (?) AND target = ANY (?)");
      values.add(Sql.names(environments));
      values.add(Sql.names(environments));
    }
    filter
        .comparison()
        .ifPresent(
            name -> {
              conditions.add("comparison = ?");
              values.add(name.name());
            });
    filter
        .target()
        .ifPresent(
            target -> {
              conditions.add("target = ?");
              values.add(target.name());
            });
    filter
        .state()
        .ifPresent(
            state -> {
              conditions.add("state = ?");
              values.add(state.label());
            });
    values.add(limit);
    return new Sql(
        PlanTable.LISTED
            + "WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY number DESC LIMIT ?",
        values);
  }
}
