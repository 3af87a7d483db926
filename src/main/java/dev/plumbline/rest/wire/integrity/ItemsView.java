package dev.plumbline.rest.wire.integrity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.ItemCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many items one collection has. */
@Schema(
    name = "Items",
    description =
        "How many items a collection has now, had earlier, and has in other environments.")
public record ItemsView(
    @Schema(examples = "articles") String collection,
    long count,
    @Schema(
            enumeration = {"exact", "estimated"},
            description = "estimated: from PostgreSQL's statistics.")
        String method,
    Instant countedAt,
    @Schema(
            description =
                "The last count of each of the last 30 days (UTC) on which the items"
                    + " were counted, oldest first. The last entry is the count above,"
                    + " however old it is.")
        List<CountView> trend,
    @Schema(description = "The counts of the environments that this one is compared with.")
        Map<String, CountView> elsewhere) {

  /** How many there were at one instant. */
  @Schema(name = "ItemCount")
  public record CountView(
      long count, @Schema(enumeration = {"exact", "estimated"}) String method, Instant countedAt) {

    static CountView of(ItemCount count) {
      return new CountView(count.count(), count.method().label(), count.countedAt());
    }
  }

  /**
   * @param trend of one collection, at least one
   * @param seen the environments that the caller may see
   */
  static ItemsView of(
      List<ItemCount> trend,
      Map<EnvironmentId, Map<String, ItemCount>> elsewhere,
      Predicate<EnvironmentId> seen) {
    ItemCount now = trend.getLast();
    Map<String, CountView> there = new TreeMap<>();
    elsewhere.forEach(
        (environment, counts) -> {
          ItemCount count = counts.get(now.collection());
          if (count != null && seen.test(environment)) {
            there.put(environment.name(), CountView.of(count));
          }
        });
    return new ItemsView(
        now.collection(),
        now.count(),
        now.method().label(),
        now.countedAt(),
        trend.stream().map(CountView::of).toList(),
        there);
  }
}
