package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.Named;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.DependentObjects;
import dev.plumbline.hazard.RowQuestion.DuplicateValues;
import dev.plumbline.hazard.RowQuestion.IdsBehind;
import dev.plumbline.hazard.RowQuestion.InstalledExtensions;
import dev.plumbline.hazard.RowQuestion.OrphanedValues;
import dev.plumbline.hazard.RowQuestion.PoolerBetween;
import dev.plumbline.hazard.RowQuestion.SilentlyDropped;
import dev.plumbline.hazard.RowQuestion.TableSize;
import dev.plumbline.postgres.hazard.objects.DependentQuery;
import dev.plumbline.postgres.hazard.objects.SilentDropQuery;
import dev.plumbline.postgres.hazard.objects.SizeQuery;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Questions that have a statement of their own. */
record OneQuestion(ScanTransaction transaction, Identifier schema, SessionSettings settings) {
  private static final String TYPES =
      """
      SELECT count(DISTINCT a.atttypid) = 1
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = {}
         AND (c.relname = {} AND a.attname = {} OR c.relname = {} AND a.attname = {})\
      """;

  private static final String SEQUENCE =
      """
      SELECT c.oid, n.nspname, c.relname, has_sequence_privilege(c.oid, 'SELECT'),
             has_sequence_privilege(c.oid, 'USAGE'), s.seqstart, s.seqincrement
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.oid = pg_get_serial_sequence({}, {})::regclass\
      """;

  private record Sequence(
      long oid,
      String schema,
      String name,
      boolean readable,
      boolean usable,
      long start,
      long increment) {}

  RowAnswer answer(RowQuestion question) throws SQLException {
    return switch (question) {
      case DuplicateValues duplicates -> duplicates(duplicates);
      case OrphanedValues orphans -> orphans(orphans);
      case DependentObjects objects -> DependentQuery.count(objects, schema, transaction);
      case SilentlyDropped objects -> SilentDropQuery.list(objects, schema, transaction);
      case InstalledExtensions extensions -> extensions(extensions);
      case PoolerBetween ignored -> new Counted(settings.pooled() ? 1 : 0);
      case TableSize size -> size(size);
      case IdsBehind ids -> idsBehind(ids);
      case RowQuestion.TableRows other -> notHere(other);
      case RowQuestion.ColumnValues other -> notHere(other);
      case RowQuestion.ColumnNulls other -> notHere(other);
      case RowQuestion.FailingCasts other -> notHere(other);
      case RowQuestion.ChangedValues other -> notHere(other);
      case RowQuestion.MatchingRows other -> notHere(other);
      case RowQuestion.JsonNamingRows other -> notHere(other);
      case RowQuestion.NamingRows other -> notHere(other);
    };
  }

  private static RowAnswer notHere(RowQuestion question) {
    throw new IllegalArgumentException(question + " is not asked alone");
  }

  private SqlFragment table(String name) {
    return SqlFragment.table(schema, name);
  }

  private RowAnswer duplicates(DuplicateValues question) throws SQLException {
    SqlFragment column = RowFilter.column(question.column());
    return transaction.one(
        SqlFragment.of(
            "SELECT count(*), coalesce(sum(n), 0)::bigint FROM (SELECT count(*) AS n FROM {} t"
                + " WHERE {} IS NOT NULL GROUP BY {} HAVING count(*) > 1) g",
            table(question.table()),
            column,
            compared(question, column)),
        row -> new Counted(List.of(row.getLong(1), row.getLong(2))));
  }

  private static SqlFragment compared(DuplicateValues question, SqlFragment column) {
    if (question.ignoringCase()) {
      return SqlFragment.of("lower({}::text)", column);
    }
    return question
        .converted()
        .map(type -> SqlFragment.of("{}::" + type.sql() + collation(type), column))
        .orElse(column);
  }

  /**
   * {@code ALTER … TYPE} without a collation sets that of the database; a cast keeps the column's.
   */
  private static String collation(ColumnForm type) {
    return switch (type.kind()) {
      case VARCHAR, TEXT -> " COLLATE \"default\"";
      default -> "";
    };
  }

  /** Columns of two types are compared as text, in lower case, as a uuid is written. */
  private RowAnswer orphans(OrphanedValues question) throws SQLException {
    boolean isOneType =
        transaction.one(
            SqlFragment.of(
                TYPES,
                SqlFragment.text(schema.name()),
                SqlFragment.text(question.table()),
                SqlFragment.text(question.column()),
                SqlFragment.text(question.parentTable()),
                SqlFragment.text(question.parentColumn())),
            row -> row.getBoolean(1));
    SqlFragment child = RowFilter.column(question.column());
    SqlFragment parent = SqlFragment.column("p", question.parentColumn());
    SqlFragment equal =
        isOneType
            ? SqlFragment.of("{} = {}", parent, child)
            : SqlFragment.of("lower({}::text) = lower({}::text)", parent, child);
    return transaction.one(
        SqlFragment.of(
            "SELECT count(*) FROM {} t WHERE {} IS NOT NULL AND NOT EXISTS (SELECT FROM {} p WHERE"
                + " {})",
            table(question.table()),
            child,
            table(question.parentTable()),
            equal),
        row -> new Counted(row.getLong(1)));
  }

  private RowAnswer extensions(InstalledExtensions question) throws SQLException {
    return new Named(
        List.of(
            transaction.rows(
                SqlFragment.of(
                    "SELECT t.folder FROM {} t WHERE t.enabled ORDER BY 1 LIMIT 1000",
                    table(question.table())),
                row -> row.getString(1))));
  }

  private RowAnswer size(TableSize question) throws SQLException {
    return SizeQuery.size(question.table(), schema, transaction)
        .<RowAnswer>map(size -> new Counted(List.of(size.rows(), size.bytes())))
        .orElseGet(
            () -> new NotCounted("the table `%s` does not exist".formatted(question.table())));
  }

  private RowAnswer idsBehind(IdsBehind question) throws SQLException {
    Optional<Sequence> found =
        transaction.first(
            SqlFragment.of(
                SEQUENCE,
                SqlFragment.text(schema.table(question.table())),
                SqlFragment.text(question.column())),
            row ->
                new Sequence(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getLong(6),
                    row.getLong(7)));
    if (found.isEmpty()) {
      return new NotCounted(
          "no sequence belongs to `%s.%s`".formatted(question.table(), question.column()));
    }
    Sequence sequence = found.get();
    if (!sequence.readable() && !sequence.usable()) {
      return new NotCounted(
          "Plumbline's role may not read the sequence `%s`".formatted(sequence.name()));
    }
    SqlFragment next =
        sequence.readable()
            ? SqlFragment.of(
                "SELECT CASE WHEN is_called THEN last_value::numeric + %d ELSE last_value END AS next FROM {}"
                    .formatted(sequence.increment()),
                SqlFragment.table(new Identifier(sequence.schema()), sequence.name()))
            : SqlFragment.of(
                "SELECT coalesce(pg_sequence_last_value(%d)::numeric + %d, %d) AS next"
                    .formatted(sequence.oid(), sequence.increment(), sequence.start()));
    SqlFragment column = RowFilter.column(question.column());
    return transaction.one(
        SqlFragment.of(
            "SELECT count(*) FROM {} t, ({}) s WHERE {}::numeric >= s.next AND {}::numeric < s.next + %d"
                .formatted(question.next()),
            table(question.table()),
            next,
            column,
            column),
        row -> new Counted(row.getLong(1)));
  }
}
