package dev.plumbline.postgres.scan;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatistics;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatisticsReader;
import dev.plumbline.store.state.ItemCount.Counted;
import dev.plumbline.store.state.ItemCount.Method;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many rows tables have: small ones exactly, large ones as the statistics say. */
final class RowCounts {
  /** 8 MB are counted in milliseconds. */
  private static final long MOST_PAGES = 1000;

  /** So many tables, each with its indexes, may be locked at once. */
  static final int BATCH = 50;

  private final ScanTransaction transaction;
  private final Dialect dialect;

  RowCounts(ScanTransaction transaction, Dialect dialect) {
    this.transaction = transaction;
    this.dialect = dialect;
  }

  /**
   * Of no more than {@link #BATCH}; a table that is missing, that cannot be read, or of which
   * nothing is known, is left out, and the others are counted.
   */
  List<Counted> count(List<String> tables) throws SQLException, UnreadableException {
    Optional<List<Counted>> all = readable(() -> counted(tables));
    if (all.isPresent()) {
      return all.get();
    }
    List<Counted> counts = new ArrayList<>();
    for (String table : tables) {
      readable(() -> counted(List.of(table))).ifPresent(counts::addAll);
    }
    return counts;
  }

  private List<Counted> counted(List<String> tables) throws SQLException {
    Map<String, TableStatistics> known =
        new TableStatisticsReader(dialect.schema(), transaction).of(tables);
    Map<String, Counted> counts = new TreeMap<>();
    List<String> small = new ArrayList<>();
    for (Map.Entry<String, TableStatistics> table : known.entrySet()) {
      String name = table.getKey();
      TableStatistics statistics = table.getValue();
      if (!statistics.granted()) {
        continue;
      }
      if (statistics.isHeap() && statistics.pages() <= MOST_PAGES) {
        small.add(name);
      } else if (statistics.analysed()) {
        counts.put(name, new Counted(name, Math.round(statistics.rows()), Method.ESTIMATED));
      } else if (statistics.pages() > 0) {
        counts.put(name, new Counted(name, sampled(name, statistics), Method.ESTIMATED));
      }
    }
    exact(small).forEach(count -> counts.put(count.collection(), count));
    return List.copyOf(counts.values());
  }

  /** Empty if it failed for a reason that lies in a table. */
  private <T> Optional<T> readable(ScanTransaction.Question<T> question)
      throws SQLException, UnreadableException {
    try {
      return Optional.of(transaction.releasing(question));
    } catch (SQLException e) {
      if (isOfATable(Optional.ofNullable(e.getSQLState()).orElse(""))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** No grant, a policy, a lock, a type that is broken, or a file that is. */
  private static boolean isOfATable(String state) {
    return state.startsWith("42")
        || state.startsWith("22")
        || state.startsWith("XX")
        || state.equals("55P03")
        || state.equals("58P01")
        || state.equals("58030");
  }

  private List<Counted> exact(List<String> tables) throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    List<SqlFragment> counts = new ArrayList<>();
    for (String table : tables) {
      counts.add(
          SqlFragment.of(
              "SELECT {}, count(*) FROM {}", SqlFragment.text(table), dialect.table(table)));
    }
    return transaction.rows(
        SqlFragment.join(" UNION ALL ", counts),
        row -> new Counted(row.getString(1), row.getLong(2), Method.EXACT));
  }

  /** Of a table that was never analysed, some of its pages. */
  private long sampled(String table, TableStatistics statistics) throws SQLException {
    double share = Math.min(1, (double) MOST_PAGES / statistics.pages());
    long found =
        transaction.one(
            SqlFragment.of(
                "SELECT count(*) FROM {} TABLESAMPLE SYSTEM (" + share * 100 + ") REPEATABLE (0)",
                dialect.table(table)),
            row -> row.getLong(1));
    return Math.round(found / share);
  }
}
