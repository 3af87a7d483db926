package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.postgres.scan.counting.ViolationCounting.Versions;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A way through the rows of a table. */
interface RowTraversal {
  /** On every row. */
  SqlFragment ALL = SqlFragment.of("true");

  /**
   * The next part of the way.
   *
   * @param resumeAt where it begins; empty for the beginning of all
   * @param rows how many rows it should have, about
   */
  Part next(ScanTransaction transaction, List<String> resumeAt, long rows) throws SQLException;

  /** What is done before the rows of a part are counted. */
  default void prepare(ScanTransaction transaction) throws SQLException {}

  /**
   * A part of the way.
   *
   * @param from an item of {@code FROM} that gives its rows, called {@code t}
   * @param only which of the broken ones count
   * @param versions which versions of them count, asked last
   * @param condition instead of the checks' own, if what is broken follows from the part
   * @param late whether these are the rows that may have been counted before
   * @param rows how many it has, about
   * @param next where the part behind it begins; empty if there is none
   */
  record Part(
      SqlFragment from,
      SqlFragment only,
      Optional<Versions> versions,
      Optional<SqlFragment> condition,
      boolean late,
      long rows,
      List<String> next) {
    public Part {
      next = List.copyOf(next);
    }

    static Part of(SqlFragment from, long rows, List<String> next) {
      return new Part(from, ALL, Optional.empty(), Optional.empty(), false, rows, next);
    }
  }
}
