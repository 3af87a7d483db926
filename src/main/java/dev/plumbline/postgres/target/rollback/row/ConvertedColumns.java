package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which value each row has in the former type of columns whose type the run changed, in a temporary
 * table of the target: {@code k0 …} are the key, {@code r0 …} the values, {@code same0 …} whether
 * nobody has written it since, {@code lost0 …} whether the former type cannot hold what somebody
 * wrote.
 */
final class ConvertedColumns {
  static final String TABLE = "pg_temp.plumbline_converted";

  private final TargetTransaction to;
  private final ColumnChanges changes;
  private final Set<String> required;
  private final int offset;

  /**
   * @param required names of columns that may not be null
   * @param offset of the first of the changed columns among the former values
   */
  ConvertedColumns(TargetTransaction to, ColumnChanges changes, Set<String> required, int offset) {
    this.to = to;
    this.changes = changes;
    this.required = Set.copyOf(required);
    this.offset = offset;
  }

  /** Compares, and makes the functions that {@link #alterations} uses. */
  void compute(RowNotes notes) throws StatementFailedException {
    for (int i = 0; i < changes.changed().size(); i++) {
      ColumnShape was = changes.changed().get(i);
      ColumnShape now = changes.current().column(was.name()).orElseThrow();
      conversion("forward" + i, was.type(), now.type());
      conversion("back" + i, now.type(), was.type());
    }
    TimeZones.choose(to, changes, sameInAll());
    to.execute(object(), "CREATE TEMP TABLE plumbline_converted ON COMMIT DROP AS " + values());
    TimeZones.reset(to);
    to.execute(
        object(),
        "ALTER TABLE %s ADD PRIMARY KEY (%s)"
            .formatted(TABLE, FormerValues.keys(changes.former().key().size(), "")));
    to.execute(object(), "ANALYZE " + TABLE);
    for (int i = 0; i < changes.changed().size(); i++) {
      check(i, notes);
      lookup(i);
    }
  }

  private String object() {
    return "the values of `" + changes.table() + "`";
  }

  /**
   * Null if it is not possible. A cast that does not exist is tried by the text, which is how
   * PostgreSQL reads any value.
   */
  private void conversion(String name, String source, String result)
      throws StatementFailedException {
    to.execute(
        object(),
        """
        CREATE FUNCTION pg_temp.%s(value %s) RETURNS %s LANGUAGE plpgsql STABLE AS $plumbline$
        BEGIN
          RETURN value::%3$s;
        EXCEPTION WHEN OTHERS THEN
          BEGIN
            RETURN value::text::%3$s;
          EXCEPTION WHEN OTHERS THEN
            RETURN NULL;
          END;
        END
        $plumbline$
        """
            .formatted(name, source, result));
  }

  /** What the run made of a former value is compared as it is printed: 1.0 is not 1.00. */
  private String same(int i) {
    return "(s.present AND t.%s::text IS NOT DISTINCT FROM pg_temp.forward%d(s.f%d)::text)"
        .formatted(changes.changed().get(i).sql(), i, offset + i);
  }

  /** How many values nobody has written since, for whatever time zone is set. */
  private String sameInAll() {
    return "SELECT %s FROM ONLY %s t JOIN %s s ON %s"
        .formatted(
            IntStream.range(0, changes.changed().size())
                .mapToObj(i -> "count(*) FILTER (WHERE " + same(i) + ")")
                .collect(Collectors.joining(" + ")),
            changes.current().sql(),
            FormerValues.TABLE,
            FormerValues.matches(changes.former(), "t", "s"));
  }

  private String values() {
    TableShape former = changes.former();
    List<String> keys = new ArrayList<>();
    List<String> results = new ArrayList<>();
    List<String> laterals = new ArrayList<>();
    for (int i = 0; i < former.key().size(); i++) {
      keys.add("t.%s AS k%d".formatted(new Identifier(former.key().get(i)).sql(), i));
    }
    for (int i = 0; i < changes.changed().size(); i++) {
      ColumnShape was = changes.changed().get(i);
      String otherwise =
          required.contains(was.name())
              ? "CASE WHEN t.%s IS NULL THEN NULL ELSE coalesce(b%d.value, s.f%d) END"
                  .formatted(was.sql(), i, offset + i)
              : "b" + i + ".value";
      results.add(
          """
          CASE WHEN c%1$d.same THEN s.f%2$d ELSE %3$s END AS r%1$d, c%1$d.same AS same%1$d,
          s.present AND NOT c%1$d.same AS written%1$d,
          NOT c%1$d.same AND t.%4$s IS NOT NULL
            AND pg_temp.forward%1$d(b%1$d.value)::text IS DISTINCT FROM t.%4$s::text AS lost%1$d
          """
              .formatted(i, offset + i, otherwise, was.sql()));
      laterals.add(
          """
          CROSS JOIN LATERAL (SELECT coalesce(%s, false) AS same) c%d
          CROSS JOIN LATERAL (SELECT CASE WHEN NOT c%2$d.same THEN pg_temp.back%2$d(t.%3$s) END AS value) b%2$d
          """
              .formatted(same(i), i, was.sql()));
    }
    return "SELECT %s, %s FROM ONLY %s t LEFT JOIN %s s ON %s %s"
        .formatted(
            String.join(", ", keys),
            String.join(", ", results),
            changes.current().sql(),
            FormerValues.TABLE,
            FormerValues.matches(former, "t", "s"),
            String.join(" ", laterals));
  }

  private void check(int i, RowNotes notes) throws StatementFailedException {
    String column = changes.changed().get(i).name();
    if (required.contains(column)) {
      long impossible =
          to.count(object(), "SELECT count(*) FROM %s WHERE r%d IS NULL".formatted(TABLE, i));
      if (impossible > 0) {
        throw new StatementFailedException(
            "column `%s` of `%s` is required again, but %s, written since the run, would have no value in it"
                .formatted(column, changes.table(), RowNotes.text(impossible, changes.table())));
      }
    }
    long written =
        to.count(object(), "SELECT count(*) FROM %s WHERE written%d".formatted(TABLE, i));
    if (written > 0) {
      notes.rows(
          written,
          changes.table(),
          "was written since the run: its `" + column + "` is kept",
          "were written since the run: their `" + column + "` is kept");
    }
    long lost = to.count(object(), "SELECT count(*) FROM %s WHERE lost%d".formatted(TABLE, i));
    if (lost > 0) {
      notes.rows(
          lost,
          changes.table(),
          "has a `"
              + column
              + "` that does not fit the former type: it was saved to a file as it was",
          "have a `"
              + column
              + "` that does not fit the former type: it was saved to a file as it was");
    }
  }

  /** The expression of {@code USING} may not contain a query, but a function may. */
  private void lookup(int i) throws StatementFailedException {
    TableShape former = changes.former();
    String types =
        former.key().stream()
            .map(name -> former.column(name).orElseThrow().type())
            .collect(Collectors.joining(", "));
    String condition =
        IntStream.range(0, former.key().size())
            .mapToObj(k -> "k%d = $%d".formatted(k, k + 1))
            .collect(Collectors.joining(" AND "));
    to.execute(
        object(),
        """
        CREATE FUNCTION pg_temp.lookup%1$d(%2$s) RETURNS %3$s LANGUAGE sql STABLE AS $plumbline$
          SELECT r%1$d FROM %4$s WHERE %5$s
        $plumbline$
        """
            .formatted(i, types, changes.changed().get(i).type(), TABLE, condition));
  }

  /** For {@code ALTER TABLE}. */
  List<String> alterations() {
    return IntStream.range(0, changes.changed().size())
        .mapToObj(
            i ->
                "ALTER COLUMN %s TYPE %s USING pg_temp.lookup%d(%s)"
                    .formatted(
                        changes.changed().get(i).sql(),
                        changes.changed().get(i).typeSql(),
                        i,
                        TableShape.list(changes.former().key())))
        .toList();
  }

  /** So that the next table can have its own. */
  void drop() throws StatementFailedException {
    for (int i = 0; i < changes.changed().size(); i++) {
      to.execute(
          "temporary functions",
          "DROP FUNCTION pg_temp.forward%1$d, pg_temp.back%1$d, pg_temp.lookup%1$d".formatted(i));
    }
    to.execute("temporary tables", "DROP TABLE " + TABLE);
  }
}
