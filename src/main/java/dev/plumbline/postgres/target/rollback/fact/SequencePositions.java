package dev.plumbline.postgres.target.rollback.fact;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sequences that are made anew continue where the former ones were; others are left as they are.
 */
public final class SequencePositions {
  private static final String SEQUENCES =
      TableQueries.SEQUENCES
          + """
          SELECT s."table", s.sql, a.attname, s.seqincrement > 0, s.seqmin, s.seqmax,
                 a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
            FROM s JOIN pg_depend d ON d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
             AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
           ORDER BY 1, 2
          """;

  private SequencePositions() {}

  /**
   * @param sql its name with schema
   * @param counts whether its column is an integer
   */
  private record OwnedSequence(
      String table, String sql, String column, boolean up, long min, long max, boolean counts) {}

  private record Position(long value, boolean called) {}

  private static List<OwnedSequence> read(
      TargetTransaction session, String schema, Set<String> tables)
      throws StatementFailedException {
    return session.rows(
        "the sequences",
        SEQUENCES,
        row ->
            new OwnedSequence(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getLong(5),
                row.getLong(6),
                row.getBoolean(7)),
        schema,
        tables.toArray(String[]::new));
  }

  /** Names of those that exist, with schema. */
  public static Set<String> names(TargetTransaction session, String schema, Set<String> tables)
      throws StatementFailedException {
    return read(session, schema, tables).stream()
        .map(OwnedSequence::sql)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param existed those that the rollback did not make
   */
  public static void restore(
      TargetTransaction from,
      TargetTransaction to,
      String schema,
      Set<String> tables,
      Set<String> existed)
      throws StatementFailedException {
    for (OwnedSequence sequence : read(from, schema, tables)) {
      if (!existed.contains(sequence.sql())) {
        String object = "the position of sequence " + sequence.sql();
        Position position =
            from.one(
                object,
                "SELECT last_value, is_called FROM " + sequence.sql(),
                row -> new Position(row.getLong(1), row.getBoolean(2)));
        Position needed = needed(to, schema, sequence, position, object);
        to.one(
            object,
            "SELECT setval(?::regclass, ?, ?)",
            row -> row.getLong(1),
            sequence.sql(),
            needed.value(),
            needed.called());
      }
    }
  }

  /** The rows may have greater numbers than the sequence had come to. */
  private static Position needed(
      TargetTransaction to, String schema, OwnedSequence sequence, Position former, String object)
      throws StatementFailedException {
    if (!sequence.counts()) {
      return former;
    }
    String query =
        "SELECT %s(%s)::bigint FROM ONLY %s"
            .formatted(
                sequence.up() ? "max" : "min",
                new Identifier(sequence.column()).sql(),
                new Identifier(schema).table(sequence.table()));
    long farthest =
        to.one(
            object,
            query,
            row -> {
              long value = row.getLong(1);
              return row.wasNull() ? former.value() : value;
            });
    boolean beyond = sequence.up() ? farthest > former.value() : farthest < former.value();
    boolean used = farthest == former.value() && !former.called() && isUsed(to, query, object);
    boolean possible = farthest >= sequence.min() && farthest <= sequence.max();
    return (beyond || used) && possible ? new Position(farthest, true) : former;
  }

  private static boolean isUsed(TargetTransaction to, String query, String object)
      throws StatementFailedException {
    return to.one(object, query, row -> row.getString(1) != null);
  }
}
