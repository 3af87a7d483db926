package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Attached;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.postgres.scan.form.BrokenRows;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader must know about a violation besides its rows. */
final class Notes {
  private Notes() {}

  /** The statement that mends the sequence, to be copied. */
  static String repair(SequenceBehind behind, Dialect dialect) {
    return "repair: "
        + Phrase.of(
                "SELECT setval({}, (SELECT max({}) FROM {}));",
                Phrase.value(dialect.schema().table(behind.sequence()), "regclass"),
                Phrase.name(behind.column()),
                dialect.table(behind.table()))
            .shown();
  }

  /** How much hangs on the rows; empty if nothing is ever attached to such rows. */
  static Optional<String> attached(SharedNames names, Asking asking, Dialect dialect)
      throws SQLException, UnreadableException {
    if (names.attached().isEmpty() || names.key().size() != 1) {
      return Optional.empty();
    }
    Phrase rows =
        Phrase.of(
            "SELECT {} FROM {} t WHERE {}",
            Phrase.column("t", names.key().getFirst()),
            dialect.table(names.table()),
            BrokenRows.condition(names, dialect));
    List<String> counts = new ArrayList<>();
    for (Attached attached : names.attached()) {
      long count =
          asking.one(
              Phrase.of(
                  "SELECT count(DISTINCT {}) FROM {} a WHERE {} IN ({})",
                  Phrase.column("a", attached.counted()),
                  dialect.table(attached.table()),
                  Phrase.column("a", attached.column()),
                  rows),
              row -> row.getLong(1));
      counts.add(count + " " + attached.noun() + (count == 1 ? "" : "s"));
    }
    return Optional.of("attached to them: " + String.join(", ", counts));
  }
}
