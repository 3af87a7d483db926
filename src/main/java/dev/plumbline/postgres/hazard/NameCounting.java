package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.NamingRows;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.path.FieldPaths;
import dev.plumbline.path.MissingName;
import dev.plumbline.path.reference.BrokenReference;
import dev.plumbline.path.reference.RowPart;
import dev.plumbline.path.reference.RowPart.Form;
import dev.plumbline.path.reference.RowReferences;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.RowParts;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Counts the rows of one of Directus's own tables that name what is dropped; of all names in one
 * pass.
 */
final class NameCounting {
  private static final int AT_ONCE = 1000;

  /** More rows than that are not worth the time before a plan. */
  private static final int MOST = 50_000;

  private NameCounting() {}

  /**
   * @param questions about the same rows and the same graph
   * @param left of the time for all questions
   */
  static Map<RowQuestion, RowAnswer> count(
      Identifier schema,
      List<NamingRows> questions,
      ScanTransaction transaction,
      Supplier<Duration> left)
      throws SQLException {
    RowReferences references = questions.getFirst().references();
    FieldPaths paths = new FieldPaths(questions.getFirst().after());
    Map<MissingName, Long> counts = new HashMap<>();
    int read = 0;
    int chunk = AT_ONCE;
    while (chunk == AT_ONCE) {
      if (read >= MOST || left.get().isNegative()) {
        return all(questions, "`%s` has too many rows".formatted(references.table()));
      }
      List<Set<MissingName>> rows =
          transaction.rows(select(schema, references, read), row -> names(row, references, paths));
      rows.forEach(names -> names.forEach(name -> counts.merge(name, 1L, Long::sum)));
      chunk = rows.size();
      read += chunk;
    }
    Map<RowQuestion, RowAnswer> answers = new HashMap<>();
    questions.forEach(
        question -> answers.put(question, new Counted(counts.getOrDefault(question.name(), 0L))));
    return answers;
  }

  private static Map<RowQuestion, RowAnswer> all(List<NamingRows> questions, String reason) {
    Map<RowQuestion, RowAnswer> answers = new HashMap<>();
    questions.forEach(question -> answers.put(question, new NotCounted(reason)));
    return answers;
  }

  private static SqlFragment select(Identifier schema, RowReferences references, int offset) {
    List<SqlFragment> columns = new ArrayList<>();
    references.parts().forEach(part -> columns.add(RowParts.sql(part)));
    return SqlFragment.of(
        "SELECT {} FROM {} t ORDER BY t.id LIMIT %d OFFSET %d".formatted(AT_ONCE, offset),
        SqlFragment.join(", ", columns),
        SqlFragment.table(schema, references.table()));
  }

  /** Each once, however often the row has it. */
  private static Set<MissingName> names(ResultSet row, RowReferences references, FieldPaths paths)
      throws SQLException {
    Map<String, JsonValue> parts = new HashMap<>();
    int column = 1;
    for (RowPart part : references.parts()) {
      Optional<String> text = Optional.ofNullable(row.getString(column++));
      parts.put(
          part.name(),
          part.form() == Form.TEXT
              ? JsonValue.of(text.orElse(""))
              : text.map(NameCounting::json).orElse(JsonNull.NULL));
    }
    return references.broken(parts, paths).stream()
        .map(BrokenReference::name)
        .collect(Collectors.toSet());
  }

  /** JSON that was encoded twice is decoded twice, as Directus does. */
  private static JsonValue json(String text) {
    JsonValue value = JsonText.readAsJavaScript(text).orElse(JsonNull.NULL);
    return value instanceof JsonString(String inner)
        ? JsonText.readAsJavaScript(inner).orElse(value)
        : value;
  }
}
