package dev.plumbline.postgres.scan.walk;

import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.List;

/**
 * What PostgreSQL knows of a table without reading it.
 *
 * @param kind {@code pg_class.relkind}; {@code p} also if others inherit from it
 * @param file which file holds it; another one after a {@code VACUUM FULL} or {@code TRUNCATE}
 * @param pages its size now
 * @param visible the share of its pages that held only what everybody sees, at the last vacuum
 * @param rows an estimate
 * @param granted whether all of it may be read, rather than some columns: {@code ctid} has no grant
 *     of its own
 */
record TableFacts(
    long oid, String kind, String file, long pages, double visible, double rows, boolean granted) {
  /** Bytes of a row of a table that was never analysed. */
  private static final int GUESSED_WIDTH = 100;

  private static final int PAGE = 8192;

  /**
   * @throws UnreadableException if there is none
   */
  static TableFacts of(String table, Dialect dialect, Asking asking)
      throws SQLException, UnreadableException {
    return asking
        .first(
            Phrase.of(
                """
                SELECT c.oid, CASE WHEN c.relhassubclass THEN 'p' ELSE c.relkind::text END, pg_relation_filenode(c.oid)::text,
                       pg_relation_size(c.oid) / 8192, c.relpages, c.relallvisible, c.reltuples,
                       has_table_privilege(c.oid, 'SELECT')
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = {} AND c.relname = {}
                   AND c.relkind IN ('r', 'p', 'v', 'm', 'f')""",
                Phrase.text(dialect.schema().name()),
                Phrase.text(table)),
            row -> {
              String file = row.getString(3);
              long pages = row.getLong(4);
              long analysed = row.getLong(5);
              double tuples = row.getDouble(7);
              return new TableFacts(
                  row.getLong(1),
                  row.getString(2),
                  file == null ? "" : file,
                  pages,
                  analysed == 0 ? 0 : row.getDouble(6) / analysed,
                  rows(pages, analysed, tuples),
                  row.getBoolean(8));
            })
        .orElseThrow(
            () ->
                new UnreadableException(
                    Reason.INCOMPATIBLE,
                    "there is no table %s in schema %s"
                        .formatted(new Identifier(table).sql(), dialect.schema().sql())));
  }

  /** Rows of all these tables by their last analysis, which asks for a lock on none. */
  static double analysed(List<String> tables, Dialect dialect, Asking asking) throws SQLException {
    return asking.one(
        Phrase.of(
            """
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = {} AND c.relname = ANY ({})""",
            Phrase.text(dialect.schema().name()),
            Phrase.texts(tables)),
        row -> row.getDouble(1));
  }

  private static double rows(long pages, long analysed, double tuples) {
    if (tuples < 0 || analysed == 0) {
      return Math.max(tuples, (double) pages * PAGE / GUESSED_WIDTH);
    }
    return tuples / analysed * pages;
  }

  /** Whether its rows lie in pages of one file. */
  boolean isHeap() {
    return kind.equals("r") || kind.equals("m");
  }

  double rowsPerPage() {
    return pages == 0 ? 0 : rows / pages;
  }
}
