package dev.plumbline.ops.gauge;

import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gauges of collections. Nobody knows how many collections there are, so only so many get a
 * series of their own; the others are one together, and how many they are is a series of its own.
 */
final class CollectionGauges {
  /** For each environment and metric. */
  static final int MOST_SERIES = 200;

  private static final String OTHERS = "";

  private final GaugeFamily violations = new GaugeFamily(Gauge.INTEGRITY_VIOLATIONS);
  private final GaugeFamily items = new GaugeFamily(Gauge.COLLECTION_ITEMS);
  private final GaugeFamily dropped = new GaugeFamily(Gauge.INTEGRITY_SERIES_DROPPED);

  /** The labels of a series but the environment: what, and of which collection. */
  private record Series(String what, String collection) {}

  void add(IntegritySummary summary) {
    String name = summary.watched().environment().id().name();
    long violationsDropped =
        capped(
            violated(summary.checks()),
            (series, rows) -> violations.with(rows, name, series.what(), series.collection()));
    long itemsDropped =
        capped(
            items(summary),
            (series, count) -> items.with(count, name, series.collection(), series.what()));
    dropped.with(violationsDropped, name, Gauge.INTEGRITY_VIOLATIONS.metric());
    dropped.with(itemsDropped, name, Gauge.COLLECTION_ITEMS.metric());
  }

  List<GaugeFamily> families() {
    return List.of(violations, items, dropped);
  }

  private interface SeriesConsumer {
    void accept(Series series, long value);
  }

  /** Gravest first. */
  private static Map<Series, Long> violated(CheckSummary checks) {
    Map<Series, Long> rows = new LinkedHashMap<>();
    for (CheckSummary.Violations violations : checks.violated()) {
      rows.put(new Series(violations.code().label(), violations.collection()), violations.rows());
    }
    return rows;
  }

  /** Largest first. */
  private static Map<Series, Long> items(IntegritySummary summary) {
    Map<Series, Long> counts = new LinkedHashMap<>();
    summary.items().stream()
        .sorted(
            Comparator.comparingLong(ItemCount::count)
                .reversed()
                .thenComparing(ItemCount::collection))
        .forEach(
            count ->
                counts.put(new Series(count.method().label(), count.collection()), count.count()));
    return counts;
  }

  /**
   * @return how many series were not reported
   */
  private static long capped(Map<Series, Long> values, SeriesConsumer consumer) {
    Map<Series, Long> others = new LinkedHashMap<>();
    int own = 0;
    for (Map.Entry<Series, Long> entry : values.entrySet()) {
      if (own < MOST_SERIES) {
        consumer.accept(entry.getKey(), entry.getValue());
        own++;
      } else {
        others.merge(new Series(entry.getKey().what(), OTHERS), entry.getValue(), Long::sum);
      }
    }
    others.forEach(consumer::accept);
    return values.size() - (long) own;
  }
}
