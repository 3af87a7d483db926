package dev.plumbline.run.verification;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened to rows between two instants, and who did it.
 *
 * @param tables by name, of other schemas than Directus's with the schema
 * @param sequencesBack sequences that are at an earlier value than before, one sentence each
 * @param rows how many rows each table had and has, by the same names; also of those that are new
 */
public record ContentChanges(
    SortedMap<String, TableContent> tables,
    List<String> sequencesBack,
    SortedMap<String, RowTotals> rows) {
  public static final ContentChanges NONE = new ContentChanges(new TreeMap<>(), List.of());

  public ContentChanges {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    sequencesBack = List.copyOf(sequencesBack);
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** Of which nobody counted the rows. */
  public ContentChanges(SortedMap<String, TableContent> tables, List<String> sequencesBack) {
    this(tables, sequencesBack, new TreeMap<>());
  }

  /** Whether it is certain that the run wrote no row. */
  public boolean isWithoutRun() {
    return sequencesBack.isEmpty()
        && tables.values().stream()
            .allMatch(
                content ->
                    switch (content) {
                      case TableContent.Unchanged ignored -> true;
                      case TableContent.Changed changed -> changed.byRun().isEmpty();
                      case TableContent.Dropped ignored -> false;
                      case TableContent.Rewritten ignored -> false;
                      case TableContent.Unknown ignored -> false;
                    });
  }

  /**
   * How many rows a table had and has.
   *
   * @param sql its name with schema, as SQL writes it
   * @param before empty if it was not there, or could not be read any more
   * @param after empty if it is not there any more, or cannot be read
   */
  public record RowTotals(String sql, Optional<Long> before, Optional<Long> after) {}

  /** What happened to the rows of one table that was there before. */
  public sealed interface TableContent {
    /** Each row has the values it had. */
    record Unchanged(long rows) implements TableContent {}

    /**
     * Rows differ, and it is known who wrote them.
     *
     * @param byRun by the value of the column {@code collection}, which tables of Directus have;
     *     else by an empty text. Without those of which nothing differs
     */
    record Changed(SortedMap<String, RowCounts> byRun, RowCounts byOthers) implements TableContent {
      public Changed {
        byRun = Collections.unmodifiableSortedMap(new TreeMap<>(byRun));
      }
    }

    /** There is no such table any more. */
    record Dropped() implements TableContent {}

    /**
     * PostgreSQL wrote the whole table anew, so that its former rows cannot be read.
     *
     * @param byRun whether the transaction of the run did that
     */
    record Rewritten(boolean byRun) implements TableContent {}

    /**
     * @param reason one clause: why nothing is known
     */
    record Unknown(String reason) implements TableContent {}
  }

  /** Rows by what was done to them. */
  public record RowCounts(long inserted, long updated, long deleted) {
    public static final RowCounts NONE = new RowCounts(0, 0, 0);

    public RowCounts plus(RowCounts other) {
      return new RowCounts(
          inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    /** Such as {@code 2 rows inserted, 1 row deleted}. */
    public String text() {
      StringBuilder text = new StringBuilder();
      add(text, inserted, "inserted");
      add(text, updated, "updated");
      add(text, deleted, "deleted");
      return text.toString();
    }

    private static void add(StringBuilder text, long count, String what) {
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(count)
            .append(count == 1 ? " row " : " rows ")
            .append(what);
      }
    }
  }
}
