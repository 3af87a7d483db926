package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.hazard.RowQuestion.ColumnNulls;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.hazard.RowQuestion.JsonNamingRows;
import dev.plumbline.hazard.RowQuestion.MatchingRows;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question that is a condition on each row, so that many of them are answered in one pass.
 *
 * @param condition of the rows that count; rows are called {@code t}
 * @param doubtful of rows of which it is unknown whether they count; {@code false} if there are
 *     none
 * @param why there are doubtful rows
 */
record RowFilter(SqlFragment condition, SqlFragment doubtful, String why) {
  static final SqlFragment FALSE = SqlFragment.of("false");

  /** One that is certain of each row. */
  RowFilter(SqlFragment condition) {
    this(condition, FALSE, "");
  }

  /** Empty for a question of another form. */
  static Optional<RowFilter> of(RowQuestion question, SessionSettings settings) {
    return switch (question) {
      case TableRows ignored -> Optional.of(new RowFilter(SqlFragment.of("true")));
      case ColumnValues values ->
          Optional.of(new RowFilter(SqlFragment.of("{} IS NOT NULL", column(values.column()))));
      case ColumnNulls nulls ->
          Optional.of(new RowFilter(SqlFragment.of("{} IS NULL", column(nulls.column()))));
      case MatchingRows matching ->
          Optional.of(
              new RowFilter(
                  SqlFragment.of(
                      "{}::text = ANY ({})",
                      column(matching.column()),
                      SqlFragment.texts(matching.values()))));
      case JsonNamingRows naming -> Optional.of(new RowFilter(named(naming)));
      case FailingCasts casts -> Optional.of(CastFilters.failing(casts, settings));
      case ChangedValues changed -> Optional.of(ChangeFilters.changed(changed, settings));
      case RowQuestion.DuplicateValues ignored -> Optional.empty();
      case RowQuestion.OrphanedValues ignored -> Optional.empty();
      case RowQuestion.NamingRows ignored -> Optional.empty();
      case RowQuestion.DependentObjects ignored -> Optional.empty();
      case RowQuestion.SilentlyDropped ignored -> Optional.empty();
      case RowQuestion.InstalledExtensions ignored -> Optional.empty();
      case RowQuestion.PoolerBetween ignored -> Optional.empty();
      case RowQuestion.TableSize ignored -> Optional.empty();
      case RowQuestion.IdsBehind ignored -> Optional.empty();
    };
  }

  static SqlFragment column(String name) {
    return SqlFragment.column("t", name);
  }

  private static SqlFragment named(JsonNamingRows naming) {
    SqlFragment column = column(naming.column());
    SqlFragment member = SqlFragment.text(naming.member());
    SqlFragment name = SqlFragment.text(naming.name());
    return SqlFragment.of(
        """
        CASE json_typeof({}::json)
          WHEN 'object' THEN CASE json_typeof({}::json -> {})
            WHEN 'string' THEN {}::json ->> {} = {}
            WHEN 'array' THEN EXISTS (
              SELECT FROM json_array_elements_text({}::json -> {}) e WHERE e = {})
          END
        END\
        """,
        column,
        column,
        member,
        column,
        member,
        name,
        column,
        member,
        name);
  }

  /** The answers in the order of the questions, which are all about one table. */
  static List<RowAnswer> count(
      Identifier schema,
      List<RowQuestion> questions,
      Map<RowQuestion, RowFilter> filters,
      ScanTransaction transaction)
      throws SQLException {
    List<RowFilter> asked = questions.stream().map(filters::get).toList();
    List<SqlFragment> counts = new ArrayList<>();
    for (RowFilter filter : asked) {
      counts.add(SqlFragment.of("count(*) FILTER (WHERE {})", filter.condition()));
      counts.add(SqlFragment.of("count(*) FILTER (WHERE {})", filter.doubtful()));
    }
    return transaction.one(
        SqlFragment.of(
            "SELECT {} FROM {} t",
            SqlFragment.join(", ", counts),
            SqlFragment.table(schema, questions.getFirst().table())),
        row -> {
          List<RowAnswer> answers = new ArrayList<>();
          for (int i = 0; i < asked.size(); i++) {
            long found = row.getLong(2 * i + 1);
            long doubtful = row.getLong(2 * i + 2);
            // What is certain is said; only "none" must not be said in doubt.
            answers.add(
                doubtful > 0 && found == 0
                    ? new NotCounted(asked.get(i).why())
                    : new Counted(found));
          }
          return answers;
        });
  }
}
