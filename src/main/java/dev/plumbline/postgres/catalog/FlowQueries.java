package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.Flow;
import dev.plumbline.catalog.Flow.Links;
import dev.plumbline.postgres.catalog.setting.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how operations of flows are linked. Options, which may hold secrets, are not read. */
final class FlowQueries {
  private static final String FLOWS =
      """
      SELECT f.id::text, f.name::text, f.trigger::text, o.key::text
        FROM %s f LEFT JOIN %s o ON o.id = f.operation
      """;

  private static final String LINKS =
      """
      SELECT o.flow::text, o.key::text, r.key::text, j.key::text
        FROM %1$s o LEFT JOIN %1$s r ON r.id = o.resolve LEFT JOIN %1$s j ON j.id = o.reject
      """;

  private FlowQueries() {}

  /** Sorted by name; none if they may not be read. */
  static List<Flow> run(Rows rows) throws SQLException {
    if (!rows.session().flows()) {
      return List.of();
    }
    String flows = rows.session().schemaName().table("directus_flows");
    String operations = rows.session().schemaName().table("directus_operations");
    Map<String, SortedMap<String, Links>> links = new HashMap<>();
    rows.each(
        LINKS.formatted(operations),
        row ->
            links
                .computeIfAbsent(row.getString(1), flow -> new TreeMap<>())
                .put(row.getString(2), new Links(text(row, 3), text(row, 4))));
    List<Flow> read = new ArrayList<>();
    rows.each(
        FLOWS.formatted(flows, operations),
        row ->
            read.add(
                new Flow(
                    row.getString(1),
                    row.getString(2),
                    text(row, 3).filter("webhook"::equals).isPresent(),
                    text(row, 4),
                    links.getOrDefault(row.getString(1), new TreeMap<>()))));
    return read.stream().sorted(Comparator.comparing(Flow::name).thenComparing(Flow::id)).toList();
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
