package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Conditions as SQL, on rows called {@code t}. Null where the condition cannot be determined of a
 * null, and never an error, whatever the row holds.
 */
public final class Conditions {
  private static final String UUID =
      "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
  private static final String INTEGER = "^[-+]?[0-9]+$";
  private static final String EMPTY_JSON = "^\\s*(\\[\\s*\\]|\\{\\s*\\})\\s*$";

  private final Dialect dialect;

  public Conditions(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * @throws UnreadableException if this server cannot say
   */
  public SqlFragment sql(Condition condition) throws UnreadableException {
    return switch (condition) {
      case Condition.IsNull is -> SqlFragment.of("({} IS NULL)", Operands.raw(is.operand()));
      case Condition.IsEmpty is -> isEmpty(is.operand());
      case Condition.NotIn not -> LiteralComparisons.notIn(not);
      case Condition.ItemNotIn not -> itemNotIn(not);
      case Condition.Malformed malformed -> malformed(malformed.operand(), malformed.form());
      case Condition.Compares compares -> LiteralComparisons.compares(compares);
      case Condition.Matches matches ->
          SqlFragment.of(
              "({} ~ {})",
              Operands.searchable(matches.operand()),
              SqlFragment.text(matches.regex()));
      case Condition.Contains contains -> contains(contains);
      case Condition.Garbled garbled -> garbled(garbled.operand());
      case Condition.All all -> joined(" AND ", "true", all.conditions());
      case Condition.Any any -> joined(" OR ", "false", any.conditions());
      case Condition.Not not -> SqlFragment.of("(NOT {})", sql(not.condition()));
    };
  }

  /** The columns that it is about. */
  public static SortedSet<String> columns(Condition condition) {
    return switch (condition) {
      case Condition.IsNull is -> Operands.columns(is.operand());
      case Condition.IsEmpty is -> Operands.columns(is.operand());
      case Condition.NotIn not -> Operands.columns(not.operand());
      case Condition.ItemNotIn not -> Operands.columns(not.operand());
      case Condition.Malformed malformed -> Operands.columns(malformed.operand());
      case Condition.Compares compares -> Operands.columns(compares.operand());
      case Condition.Matches matches -> Operands.columns(matches.operand());
      case Condition.Contains contains -> Operands.columns(contains.operand());
      case Condition.Garbled garbled -> Operands.columns(garbled.operand());
      case Condition.All all -> columns(all.conditions());
      case Condition.Any any -> columns(any.conditions());
      case Condition.Not not -> columns(not.condition());
    };
  }

  private static SortedSet<String> columns(List<Condition> conditions) {
    SortedSet<String> columns = new TreeSet<>();
    conditions.forEach(condition -> columns.addAll(columns(condition)));
    return columns;
  }

  private SqlFragment joined(String operator, String none, List<Condition> conditions)
      throws UnreadableException {
    if (conditions.isEmpty()) {
      return SqlFragment.of(none);
    }
    List<SqlFragment> phrases = new ArrayList<>();
    for (Condition condition : conditions) {
      phrases.add(sql(condition));
    }
    return SqlFragment.of("({})", SqlFragment.join(operator, phrases));
  }

  private static SqlFragment isEmpty(Operand operand) {
    SqlFragment text = Operands.exact(operand);
    boolean json =
        switch (operand) {
          case Operand.OfColumn column -> column.category() == Condition.Category.JSON;
          case Operand.OfJson ignored -> true;
        };
    return json
        ? SqlFragment.of(
            "({} = '' OR {} ~ {})",
            text,
            Operands.searchable(operand),
            SqlFragment.text(EMPTY_JSON))
        : SqlFragment.of("({} = '')", text);
  }

  private SqlFragment itemNotIn(Condition.ItemNotIn not) {
    SqlFragment allowed = SqlFragment.texts(not.values());
    if (not.list() == ListForm.CSV) {
      SqlFragment text = Operands.text(not.operand());
      return SqlFragment.of(
          """
          CASE WHEN {} IS NOT NULL THEN EXISTS (
            SELECT FROM unnest(string_to_array({}, ',')) i
             WHERE btrim(i) <> '' AND (i COLLATE "C") <> ALL ({})
               AND (btrim(i) COLLATE "C") <> ALL ({})) END""",
          text,
          text,
          allowed,
          allowed);
    }
    SqlFragment array = json(not.operand());
    return SqlFragment.of(
        """
        CASE WHEN json_typeof({}) = 'array' THEN EXISTS (
          SELECT FROM json_array_elements_text({}) i WHERE (i COLLATE "C") <> ALL ({})) END""",
        array,
        array,
        allowed);
  }

  /** Null where it is none. */
  private SqlFragment json(Operand operand) {
    if (operand instanceof Operand.OfColumn column
        && column.category() == Condition.Category.JSON) {
      return Operands.readable(SqlFragment.column(Operands.ROWS, column.column()));
    }
    SqlFragment text = Operands.text(operand);
    return Operands.readable(
        SqlFragment.of("(CASE WHEN {} THEN {} END)", JsonSyntax.valid(text, dialect), text));
  }

  private SqlFragment malformed(Operand operand, Form form) {
    SqlFragment text = Operands.text(operand);
    SqlFragment searchable = Operands.searchable(operand);
    return switch (form) {
      case UUID -> SqlFragment.of("({} !~* {})", searchable, SqlFragment.text(UUID));
      case INTEGER -> SqlFragment.of("({} !~ {})", searchable, SqlFragment.text(INTEGER));
      case JSON ->
          SqlFragment.of(
              "(CASE WHEN {} IS NOT NULL THEN NOT {} END)", text, JsonSyntax.valid(text, dialect));
    };
  }

  private static SqlFragment contains(Condition.Contains contains) {
    boolean ignoringCase = contains.ignoringCase();
    // Not by LIKE, which has characters of its own; nor by a collation that calls different texts
    // equal, which has no substrings.
    SqlFragment text =
        ignoringCase
            ? SqlFragment.of("(lower({}) COLLATE \"C\")", Operands.text(contains.operand()))
            : Operands.exact(contains.operand());
    SqlFragment wanted =
        ignoringCase
            ? SqlFragment.of("lower({})", SqlFragment.text(contains.text()))
            : SqlFragment.text(contains.text());
    return switch (contains.where()) {
      case ANYWHERE -> SqlFragment.of("(strpos({}, {}) > 0)", text, wanted);
      case AT_THE_START -> SqlFragment.of("(left({}, length({})) = {})", text, wanted, wanted);
      case AT_THE_END -> SqlFragment.of("(right({}, length({})) = {})", text, wanted, wanted);
    };
  }

  private SqlFragment garbled(Operand operand) throws UnreadableException {
    if (!dialect.utf8()) {
      throw new UnreadableException(
          Reason.INCOMPATIBLE,
          "the database encoding is not UTF-8, so garbled text cannot be detected");
    }
    return SqlFragment.of("({} ~ {})", Operands.searchable(operand), Mojibake.pattern());
  }
}
