package dev.plumbline.postgres.target.content;

import dev.plumbline.postgres.target.content.ContentSnapshot.Answer;
import dev.plumbline.postgres.target.content.ContentSnapshot.Known;
import dev.plumbline.postgres.target.content.ContentSnapshot.Refused;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowTotals;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.sync.port.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened between two snapshots, table by table. */
final class TwoSnapshots {
  private final ContentSnapshot before;
  private final ContentSnapshot after;
  private final Optional<Long> transaction;
  private final Map<String, Set<String>> touched;
  private final SortedMap<String, RowTotals> rows = new TreeMap<>();

  TwoSnapshots(
      ContentSnapshot before,
      ContentSnapshot after,
      Optional<Long> transaction,
      Map<String, Set<String>> touched) {
    this.before = before;
    this.after = after;
    this.transaction = transaction;
    this.touched = touched;
  }

  ContentChanges changes() throws TargetException, InterruptedException {
    SortedMap<String, TableContent> tables = new TreeMap<>();
    for (TableRecord table : before.tables().values()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      tables.put(table.name(), content(table));
    }
    for (TableRecord table : after.tables().values()) {
      if (!before.tables().containsKey(table.sql())) {
        totals(table, Optional.empty(), after.count(table));
      }
    }
    return new ContentChanges(tables, sequencesBack(), rows);
  }

  private void totals(TableRecord table, Optional<Long> had, Optional<Long> has) {
    rows.put(table.name(), new RowTotals(table.sql(), had, has));
  }

  private TableContent content(TableRecord was) throws TargetException {
    TableRecord is = after.tables().get(was.sql());
    if (is == null) {
      totals(was, Optional.empty(), Optional.empty());
      return new TableContent.Dropped();
    }
    if (is.oid() != was.oid() || is.file() != was.file()) {
      totals(was, Optional.empty(), after.count(is));
      return transaction.isEmpty()
          ? new TableContent.Unknown(
              "it was rewritten or emptied, and the transaction of the run is unknown, so nobody knows who did that")
          : new TableContent.Rewritten(transaction.get() == is.writer());
    }
    if (!is.readable() || !was.readable()) {
      totals(was, Optional.empty(), after.count(is));
      return new TableContent.Unknown(TableRecord.NOT_READABLE);
    }
    List<String> columns = columns(was, is);
    if (columns.isEmpty()) {
      totals(was, before.count(was), after.count(is));
      return new TableContent.Unknown("each of its columns is changed by a step");
    }
    Answer<Rows> old = before.rows(was, columns);
    Answer<Rows> current = after.rows(is, columns);
    totals(was, number(old), number(current));
    if (old instanceof Refused<Rows>(String reason)) {
      return new TableContent.Unknown(reason);
    }
    if (current instanceof Refused<Rows>(String reason)) {
      return new TableContent.Unknown(reason);
    }
    if (old instanceof Known<Rows>(Rows oldRows) && current instanceof Known<Rows>(Rows newRows)) {
      if (oldRows.equals(newRows)) {
        return new TableContent.Unchanged(newRows.count());
      }
      if (transaction.isEmpty()) {
        return new TableContent.Unknown(
            "it has %d rows and had %d, with other values; the transaction of the run is unknown, so nobody knows who wrote them"
                .formatted(newRows.count(), oldRows.count()));
      }
    }
    return new RowVersions(before, after, was, columns, transaction.orElseThrow()).content();
  }

  private static Optional<Long> number(Answer<Rows> answer) {
    return answer instanceof Known<Rows>(Rows read) ? Optional.of(read.count()) : Optional.empty();
  }

  /** Those that both have, with the same type, without those whose values a step changes. */
  private List<String> columns(TableRecord was, TableRecord is) {
    List<String> columns = new ArrayList<>();
    Set<String> ofSteps = touched.getOrDefault(was.name(), Set.of());
    was.columns()
        .forEach(
            (name, form) -> {
              boolean isSame = form.equals(is.columns().get(name));
              if (isSame && !ofSteps.contains(name)) {
                columns.add(name);
              }
            });
    return columns.stream().sorted().toList();
  }

  private List<String> sequencesBack() {
    Map<String, Long> now = after.sequences();
    return before.sequences().entrySet().stream()
        .filter(was -> now.containsKey(was.getKey()))
        .filter(was -> now.getOrDefault(was.getKey(), was.getValue()) < was.getValue())
        .map(
            was ->
                "sequence %s was at %d before the run and is at %d now, so the next insert may fail with a duplicate key"
                    .formatted(
                        was.getKey(),
                        Math.abs(was.getValue()),
                        Math.abs(now.getOrDefault(was.getKey(), was.getValue()))))
        .sorted()
        .toList();
  }
}
