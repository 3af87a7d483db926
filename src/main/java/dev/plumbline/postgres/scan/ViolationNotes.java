package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check.NamedRows;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.integrity.ReferencingRows;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.BrokenRows;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader must know about a violation besides its rows. */
final class ViolationNotes {
  private static final String OPERATIONS = "directus_operations";
  private static final String FLOWS = "directus_flows";

  /** As many operations as one sentence names. */
  private static final int MOST = 5;

  private ViolationNotes() {}

  /** Which operations of which flows they are, as the Studio names them; empty of other rows. */
  static Optional<String> operations(NamedRows rows, ScanTransaction transaction, Dialect dialect)
      throws SQLException, UnreadableException {
    if (!rows.table().equals(OPERATIONS)) {
      return Optional.empty();
    }
    List<String> names =
        transaction.rows(
            SqlFragment.of(
                "SELECT t.key, f.name FROM {} t LEFT JOIN {} f ON f.id = t.flow WHERE {}"
                    + " ORDER BY f.name, t.key LIMIT "
                    + (MOST + 1),
                dialect.table(OPERATIONS),
                dialect.table(FLOWS),
                BrokenRows.condition(rows, dialect)),
            row -> "`%s` of flow `%s`".formatted(row.getString(1), row.getString(2)));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (names.size() == 1 ? "operation " : "operations ")
                + String.join(", ", names.subList(0, Math.min(names.size(), MOST)))
                + (names.size() > MOST ? ", …" : ""));
  }

  /** The statement that mends the sequence, to be copied. */
  static String repair(SequenceBehind behind, Dialect dialect) {
    return "repair: "
        + SqlFragment.of(
                "SELECT setval({}, (SELECT max({}) FROM {}));",
                SqlFragment.value(dialect.schema().table(behind.sequence()), "regclass"),
                SqlFragment.name(behind.column()),
                dialect.table(behind.table()))
            .shown();
  }

  /** How much hangs on the rows; empty if nothing is ever attached to such rows. */
  static Optional<String> attached(SharedNames names, ScanTransaction transaction, Dialect dialect)
      throws SQLException, UnreadableException {
    if (names.attached().isEmpty() || names.key().size() != 1) {
      return Optional.empty();
    }
    SqlFragment rows =
        SqlFragment.of(
            "SELECT {} FROM {} t WHERE {}",
            SqlFragment.column("t", names.key().getFirst()),
            dialect.table(names.table()),
            BrokenRows.condition(names, dialect));
    List<String> counts = new ArrayList<>();
    for (ReferencingRows attached : names.attached()) {
      long count =
          transaction.one(
              SqlFragment.of(
                  "SELECT count(DISTINCT {}) FROM {} a WHERE {} IN ({})",
                  SqlFragment.column("a", attached.counted()),
                  dialect.table(attached.table()),
                  SqlFragment.column("a", attached.column()),
                  rows),
              row -> row.getLong(1));
      counts.add(count + " " + attached.noun() + (count == 1 ? "" : "s"));
    }
    return Optional.of("attached to them: " + String.join(", ", counts));
  }
}
