package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.Check.UnindexedForeignKey;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that are not asked of rows. */
final class SingleChecks {
  private final Asking asking;
  private final Dialect dialect;
  private final Identifier role;

  SingleChecks(Asking asking, Dialect dialect, Identifier role) {
    this.asking = asking;
    this.dialect = dialect;
    this.role = role;
  }

  private record Sequence(long oid, boolean readable, boolean usable, long start, long increment) {}

  /** As far as {@code USAGE} tells, which is whether and how far the sequence was used. */
  Step behind(SequenceBehind check) throws SQLException, UnreadableException {
    Sequence sequence = sequence(check);
    Phrase told =
        sequence.readable()
            ? Phrase.of(
                "SELECT CASE WHEN is_called THEN last_value::numeric + %d ELSE last_value END AS next FROM {}"
                    .formatted(sequence.increment()),
                dialect.table(check.sequence()))
            : Phrase.of(
                "SELECT coalesce(pg_sequence_last_value(%d)::numeric + %d, %d) AS next"
                    .formatted(sequence.oid(), sequence.increment(), sequence.start()));
    boolean upwards = sequence.increment() > 0;
    Phrase column = Phrase.column("t", check.column());
    boolean behind =
        asking.one(
            Phrase.of(
                "SELECT coalesce((SELECT %s FROM {} t)::numeric %s s.next, false) FROM ({}) s"
                    .formatted(upwards ? "max({})" : "min({})", upwards ? ">=" : "<="),
                column,
                dialect.table(check.table()),
                told),
            row -> row.getBoolean(1));
    return done(check, behind ? 1 : 0);
  }

  private Sequence sequence(SequenceBehind check) throws SQLException, UnreadableException {
    String name = dialect.schema().table(check.sequence());
    Sequence sequence =
        asking
            .first(
                Phrase.of(
                    """
                    SELECT c.oid, has_sequence_privilege(c.oid, 'SELECT'),
                           has_sequence_privilege(c.oid, 'USAGE'), s.seqstart, s.seqincrement
                      FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = {} AND c.relname = {}""",
                    Phrase.text(dialect.schema().name()),
                    Phrase.text(check.sequence())),
                row ->
                    new Sequence(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getLong(5)))
            .orElseThrow(
                () -> new UnreadableException(Reason.INCOMPATIBLE, "there is no sequence " + name));
    if (!sequence.readable() && !sequence.usable()) {
      throw new UnreadableException(
          Reason.FORBIDDEN,
          "role %s may not read sequence %s; this would help: GRANT SELECT ON SEQUENCE %s TO %s"
              .formatted(role.sql(), name, name, role.sql()));
    }
    return sequence;
  }

  /** An index serves if the columns of the key come first in it, in whatever order. */
  Step unindexed(UnindexedForeignKey check) throws SQLException {
    Optional<Long> rows =
        asking.first(
            Phrase.of(
                """
                SELECT greatest(c.reltuples, 0)::bigint
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = {} AND c.relname = {}
                   AND NOT EXISTS (
                     SELECT FROM pg_index i
                      WHERE i.indrelid = c.oid AND i.indisvalid
                        AND (i.indpred IS NULL
                             OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\([^()]* IS NOT NULL\\)$')
                        AND {} <@ ARRAY(
                          SELECT a.attname::text
                            FROM generate_series(0, least(i.indnkeyatts, cardinality({})) - 1) p
                            JOIN pg_attribute a
                              ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p]))""",
                Phrase.text(dialect.schema().name()),
                Phrase.text(check.table()),
                Phrase.texts(check.columns()),
                Phrase.texts(check.columns())),
            row -> row.getLong(1));
    return done(check, rows.filter(count -> count >= check.fewestRows()).orElse(0L));
  }

  private static Step done(Check check, long count) {
    return new Step(Map.of(check.id(), new Tally(count, List.of())), 0, Optional.empty(), 1);
  }
}
