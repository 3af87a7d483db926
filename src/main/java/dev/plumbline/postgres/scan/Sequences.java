package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the next values of sequences are taken, of many in one statement. */
final class Sequences {
  private final ScanTransaction transaction;
  private final Dialect dialect;
  private final Identifier role;

  Sequences(ScanTransaction transaction, Dialect dialect, Identifier role) {
    this.transaction = transaction;
    this.dialect = dialect;
    this.role = role;
  }

  private record Sequence(long oid, boolean readable, boolean usable, long start, long increment) {}

  Step step(List<SequenceBehind> checks) throws SQLException, UnreadableException {
    Map<String, Sequence> sequences = sequences(checks);
    List<SqlFragment> behind = new ArrayList<>();
    for (SequenceBehind check : checks) {
      Sequence sequence =
          Optional.ofNullable(sequences.get(check.sequence()))
              .orElseThrow(
                  () ->
                      new UnreadableException(
                          Reason.INCOMPATIBLE,
                          "there is no sequence " + dialect.schema().table(check.sequence())));
      requireReadable(check, sequence);
      behind.add(
          SqlFragment.of(
              "SELECT %d, (%s)".formatted(behind.size(), "{}"), isBehind(check, sequence)));
    }
    Map<CheckId, Tally> tallies = new HashMap<>();
    transaction
        .rows(
            SqlFragment.join("\nUNION ALL ", behind),
            row -> Map.entry(row.getInt(1), row.getBoolean(2) ? 1 : 0))
        .forEach(
            row ->
                tallies.put(checks.get(row.getKey()).id(), new Tally(row.getValue(), List.of())));
    return new Step(tallies, 0, Optional.empty(), 1);
  }

  private Map<String, Sequence> sequences(List<SequenceBehind> checks) throws SQLException {
    Map<String, Sequence> sequences = new HashMap<>();
    transaction
        .rows(
            SqlFragment.of(
                """
                SELECT c.relname, c.oid, has_sequence_privilege(c.oid, 'SELECT'),
                       has_sequence_privilege(c.oid, 'USAGE'), s.seqstart, s.seqincrement
                  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = {} AND c.relname = ANY ({})""",
                SqlFragment.text(dialect.schema().name()),
                SqlFragment.texts(checks.stream().map(SequenceBehind::sequence).toList())),
            row ->
                Map.entry(
                    row.getString(1),
                    new Sequence(
                        row.getLong(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getLong(6))))
        .forEach(found -> sequences.put(found.getKey(), found.getValue()));
    return sequences;
  }

  private void requireReadable(SequenceBehind check, Sequence sequence) throws UnreadableException {
    if (!sequence.readable() && !sequence.usable()) {
      String name = dialect.schema().table(check.sequence());
      throw new UnreadableException(
          Reason.FORBIDDEN,
          "role %s may not read sequence %s; to fix this: GRANT SELECT ON SEQUENCE %s TO %s"
              .formatted(role.sql(), name, name, role.sql()));
    }
  }

  /** As far as {@code USAGE} shows, which is whether and how far the sequence was used. */
  private SqlFragment isBehind(SequenceBehind check, Sequence sequence) {
    SqlFragment next =
        sequence.readable()
            ? SqlFragment.of(
                "SELECT CASE WHEN is_called THEN last_value::numeric + %d ELSE last_value END AS next FROM {}"
                    .formatted(sequence.increment()),
                dialect.table(check.sequence()))
            : SqlFragment.of(
                "SELECT coalesce(pg_sequence_last_value(%d)::numeric + %d, %d) AS next"
                    .formatted(sequence.oid(), sequence.increment(), sequence.start()));
    boolean upwards = sequence.increment() > 0;
    return SqlFragment.of(
        "SELECT coalesce((SELECT %s FROM {} t)::numeric %s s.next, false) FROM ({}) s"
            .formatted(upwards ? "max({})" : "min({})", upwards ? ">=" : "<="),
        SqlFragment.column("t", check.column()),
        dialect.table(check.table()),
        next);
  }
}
