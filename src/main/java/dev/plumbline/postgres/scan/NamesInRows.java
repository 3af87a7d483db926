package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check.MissingNames;
import dev.plumbline.integrity.Tally;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.path.FieldPaths;
import dev.plumbline.path.reference.BrokenReference;
import dev.plumbline.path.reference.RowPart;
import dev.plumbline.path.reference.RowPart.Form;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.RowParts;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the rows of one of Directus's own tables by ranges of their key, and judges each. */
final class NamesInRows {
  /** Rows of one statement. */
  private static final int AT_ONCE = 1000;

  private final ScanTransaction transaction;
  private final Dialect dialect;
  private final MissingNames check;
  private final FieldPaths paths;

  NamesInRows(ScanTransaction transaction, Dialect dialect, MissingNames check) {
    this.transaction = transaction;
    this.dialect = dialect;
    this.check = check;
    this.paths = new FieldPaths(check.graph());
  }

  private record Row(String key, List<BrokenReference> broken) {}

  /**
   * @param after the key that the step before ended with
   * @throws UnreadableException if the table has lost its key
   */
  Step step(Optional<String> after) throws SQLException, UnreadableException {
    SqlFragment table = dialect.table(check.table());
    SqlFragment key = SqlFragment.column("t", check.key().getFirst());
    List<SqlFragment> columns = new ArrayList<>();
    columns.add(SqlFragment.of("{}::text", key));
    check.references().parts().forEach(part -> columns.add(RowParts.sql(part)));
    SqlFragment behind =
        after.isPresent()
            ? SqlFragment.of("WHERE {} > {}", key, SqlFragment.value(after.get(), type()))
            : SqlFragment.NOTHING;
    List<Row> rows =
        transaction.rows(
            SqlFragment.of(
                "SELECT {} FROM {} t {} ORDER BY {} LIMIT " + AT_ONCE,
                SqlFragment.join(", ", columns),
                table,
                behind,
                key),
            this::row);
    List<Row> broken = rows.stream().filter(row -> !row.broken().isEmpty()).toList();
    Optional<String> next =
        rows.size() < AT_ONCE ? Optional.empty() : Optional.of(rows.getLast().key());
    return new Step(Map.of(check.id(), tally(broken)), rows.size(), next, next.isEmpty() ? 1 : 0.5);
  }

  private Tally tally(List<Row> broken) {
    SortedSet<String> reasons = new TreeSet<>();
    broken.forEach(row -> row.broken().forEach(reference -> reasons.add(reason(reference))));
    return Tally.NONE.plus(
        new Tally(broken.size(), broken.stream().map(row -> List.of(row.key())).toList(), reasons),
        check.mostSamples());
  }

  /** Names of collections and fields, and where they were found; no value of the row. */
  private static String reason(BrokenReference reference) {
    return "`%s` in %s".formatted(reference.name().text(), reference.where());
  }

  private Row row(ResultSet row) throws SQLException {
    Map<String, JsonValue> parts = new HashMap<>();
    int column = 2;
    for (RowPart part : check.references().parts()) {
      Optional<String> text = Optional.ofNullable(row.getString(column++));
      parts.put(
          part.name(),
          part.form() == Form.TEXT
              ? JsonValue.of(text.orElse(""))
              : text.map(NamesInRows::json).orElse(JsonValue.JsonNull.NULL));
    }
    return new Row(row.getString(1), check.references().broken(parts, paths));
  }

  /** JSON that was encoded twice is decoded twice, as Directus does. */
  private static JsonValue json(String text) {
    JsonValue value = JsonText.readAsJavaScript(text).orElse(JsonValue.JsonNull.NULL);
    return value instanceof JsonString(String inner)
        ? JsonText.readAsJavaScript(inner).orElse(value)
        : value;
  }

  /** As {@code format_type} writes it. */
  private String type() throws SQLException, UnreadableException {
    return transaction
        .first(
            SqlFragment.of(
                """
                SELECT format_type(a.atttypid, a.atttypmod)
                  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = {} AND c.relname = {} AND a.attname = {}""",
                SqlFragment.text(dialect.schema().name()),
                SqlFragment.text(check.table()),
                SqlFragment.text(check.key().getFirst())),
            row -> row.getString(1))
        .orElseThrow(
            () ->
                new UnreadableException(
                    Reason.INCOMPATIBLE,
                    "table %s lost its primary key during the scan".formatted(check.table())));
  }
}
