package dev.plumbline.run.evidence;

import dev.plumbline.run.evidence.RunReport.RowFacts;
import dev.plumbline.run.evidence.RunReport.TableRows;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowTotals;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many rows each table had and has. */
final class TableCounts {
  private static final Set<String> QUIET = Set.of("unchanged", "not_compared");

  private TableCounts() {}

  /**
   * @param backup rows by table with schema, as SQL writes it
   * @param touched tables that steps are about, without schema
   */
  static RowFacts of(
      SortedMap<String, Long> backup, Set<String> touched, Optional<ContentChanges> content) {
    SortedMap<String, TableRows> tables = new TreeMap<>();
    backup.forEach(
        (sql, rows) ->
            tables.put(
                sql,
                new TableRows(
                    sql,
                    touched.contains(name(sql)),
                    "not_compared",
                    Optional.of(rows),
                    Optional.empty(),
                    Optional.empty())));
    content.ifPresent(
        known ->
            known
                .rows()
                .forEach(
                    (name, totals) ->
                        tables.put(
                            totals.sql(),
                            compared(
                                touched.contains(name),
                                totals,
                                known.tables().get(name),
                                Optional.ofNullable(backup.get(totals.sql()))))));
    List<TableRows> all = List.copyOf(tables.values());
    return new RowFacts(
        sample(all),
        backup.isEmpty() ? Optional.empty() : Optional.of(sum(backup)),
        content.flatMap(ignored -> total(all, TableCounts::rowsBefore)),
        content.flatMap(ignored -> total(all, TableCounts::rowsAfter)));
  }

  private static TableRows compared(
      boolean isInPlan, RowTotals totals, @Nullable TableContent content, Optional<Long> inBackup) {
    return new TableRows(
        totals.sql(), isInPlan, result(content), inBackup, totals.before(), totals.after());
  }

  private static String result(@Nullable TableContent content) {
    // One that was not there before.
    return content == null
        ? "created"
        : switch (content) {
          case TableContent.Unchanged ignored -> "unchanged";
          case TableContent.Changed ignored -> "changed";
          case TableContent.Dropped ignored -> "dropped";
          case TableContent.Rewritten ignored -> "rewritten";
          case TableContent.Unknown ignored -> "unknown";
        };
  }

  private static long sum(SortedMap<String, Long> backup) {
    return backup.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Optional<Long> rowsBefore(TableRows table) {
    return table.result().equals("created") ? Optional.of(0L) : table.before();
  }

  private static Optional<Long> rowsAfter(TableRows table) {
    return table.result().equals("dropped") ? Optional.of(0L) : table.after();
  }

  private static Optional<Long> total(
      List<TableRows> tables, Function<TableRows, Optional<Long>> rows) {
    long total = 0;
    for (TableRows table : tables) {
      Optional<Long> known = rows.apply(table);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      total += known.get();
    }
    return Optional.of(total);
  }

  private static Sample<TableRows> sample(List<TableRows> all) {
    List<TableRows> first = new ArrayList<>(all);
    first.sort(
        Comparator.comparing(
                (TableRows table) -> !table.isInPlan() && QUIET.contains(table.result()))
            .thenComparing(TableRows::table));
    return new Sample<>(
        all.size(),
        first.stream().limit(Sample.MOST).sorted(Comparator.comparing(TableRows::table)).toList());
  }

  /** Without schema and quotes. */
  static String name(String sql) {
    boolean isQuoted = sql.endsWith("\"");
    // The schema may be quoted, and each quote within a name is doubled.
    int dot = -1;
    boolean inQuotes = false;
    for (int i = 0; i < sql.length() && dot < 0; i++) {
      inQuotes ^= sql.charAt(i) == '"';
      dot = sql.charAt(i) == '.' && !inQuotes ? i : -1;
    }
    String name = sql.substring(dot + 1);
    return isQuoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
  }
}
