package dev.plumbline.postgres.scan;

import dev.plumbline.memory.ItemCount.Counted;
import dev.plumbline.memory.ItemCount.Method;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows tables have: small ones exactly, large ones as the statistics tell. */
final class RowCounts {
  /** 8 MB are counted in milliseconds. */
  private static final long MOST_PAGES = 1000;

  /** So many tables, each with its indexes, may be locked at once. */
  static final int BATCH = 50;

  /** Whoever analyses later than a table has grown so much, estimates badly. */
  private static final String FACTS =
      """
      SELECT c.relname, c.relkind::text, pg_relation_size(c.oid) / 8192, c.relpages, c.reltuples,
             has_table_privilege(c.oid, 'SELECT')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = {} AND c.relname = ANY ({}) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       ORDER BY c.relname COLLATE "C"
      """;

  private record Facts(
      String name, String kind, long pages, long analysed, double tuples, boolean readable) {
    boolean isSmall() {
      return (kind.equals("r") || kind.equals("m")) && pages <= MOST_PAGES;
    }

    boolean isAnalysed() {
      return kind.equals("p") ? tuples >= 0 : analysed > 0 && tuples >= 0;
    }

    long estimate() {
      return Math.round(kind.equals("p") ? tuples : tuples / analysed * pages);
    }
  }

  private final Asking asking;
  private final Dialect dialect;

  RowCounts(Asking asking, Dialect dialect) {
    this.asking = asking;
    this.dialect = dialect;
  }

  /**
   * Of no more than {@link #BATCH}; a table that is gone, that we may not read, or of which nothing
   * is known, is left out.
   */
  List<Counted> count(List<String> tables) throws SQLException {
    List<Facts> all =
        asking.rows(
            Phrase.of(FACTS, Phrase.text(dialect.schema().name()), Phrase.texts(tables)),
            row ->
                new Facts(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getDouble(5),
                    row.getBoolean(6)));
    Map<String, Counted> counts = new TreeMap<>();
    List<Facts> small = all.stream().filter(Facts::readable).filter(Facts::isSmall).toList();
    exact(small).forEach(count -> counts.put(count.collection(), count));
    for (Facts table : all) {
      if (!table.readable() || table.isSmall()) {
        continue;
      }
      if (table.isAnalysed()) {
        counts.put(table.name(), new Counted(table.name(), table.estimate(), Method.ESTIMATED));
      } else if (table.kind().equals("r") || table.kind().equals("m")) {
        counts.put(table.name(), new Counted(table.name(), sampled(table), Method.ESTIMATED));
      }
    }
    return List.copyOf(counts.values());
  }

  private List<Counted> exact(List<Facts> tables) throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    List<Phrase> counts = new ArrayList<>();
    for (Facts table : tables) {
      counts.add(
          Phrase.of(
              "SELECT {}, count(*) FROM {}",
              Phrase.text(table.name()),
              dialect.table(table.name())));
    }
    return asking.rows(
        Phrase.join(" UNION ALL ", counts),
        row -> new Counted(row.getString(1), row.getLong(2), Method.EXACT));
  }

  /** Of a table that was never analysed, some of its pages. */
  private long sampled(Facts table) throws SQLException {
    double share = Math.min(1, (double) MOST_PAGES / table.pages());
    long found =
        asking.one(
            Phrase.of(
                "SELECT count(*) FROM {} TABLESAMPLE SYSTEM (" + share * 100 + ") REPEATABLE (0)",
                dialect.table(table.name())),
            row -> row.getLong(1));
    return Math.round(found / share);
  }
}
