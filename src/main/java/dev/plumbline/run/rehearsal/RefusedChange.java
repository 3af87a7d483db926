package dev.plumbline.run.rehearsal;

import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ColumnNulls;
import dev.plumbline.hazard.RowQuestion.DuplicateValues;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.hazard.RowQuestion.OrphanedValues;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change that PostgreSQL refused on a copy of the target.
 *
 * @param state SQLSTATE
 * @param reason in PostgreSQL's words, without values of rows
 */
public record RefusedChange(TableChange change, String state, String reason) {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CLASS_OF_DATA = "22";

  /** Also that of values that are too long for an index. */
  private static final Set<String> CLASSES_OF_ROWS = Set.of(CLASS_OF_DATA, "23", "54");

  /** What counts the rows that are in the way; to be asked before anything is changed. */
  public Optional<RowQuestion> question() {
    return switch (change) {
      case AddColumn add when add.column().isRequired() && add.column().value().isNull() ->
          Optional.of(new TableRows(add.table()));
      case ConvertColumn convert when state.equals(UNIQUE_VIOLATION) ->
          Optional.of(duplicates(convert.table(), convert.column(), Optional.of(convert.form())));
      case ConvertColumn convert when state.startsWith(CLASS_OF_DATA) ->
          Optional.of(
              new FailingCasts(
                  convert.table(),
                  convert.column(),
                  convert.from(),
                  convert.form(),
                  ColumnForm.NUMBERS.contains(convert.from()) && convert.form().isNumber()));
      case ForbidNull forbid -> Optional.of(new ColumnNulls(forbid.table(), forbid.column()));
      case MakeUnique unique ->
          Optional.of(duplicates(unique.table(), unique.column(), unique.form()));
      case AddForeignKey key ->
          key.relatedKey()
              .map(one -> new OrphanedValues(key.table(), key.column(), key.related(), one));
      case AddColumn ignored -> Optional.empty();
      case ConvertColumn ignored -> Optional.empty();
      case CreateTable ignored -> Optional.empty();
      case DropTable ignored -> Optional.empty();
      case DropColumn ignored -> Optional.empty();
      case CreateIndex ignored -> Optional.empty();
    };
  }

  private static RowQuestion duplicates(String table, String column, Optional<ColumnForm> form) {
    return new DuplicateValues(table, column, false, form);
  }

  /**
   * What is wrong, how many rows are concerned, and what to do; without full stop.
   *
   * @param answer to the question, if it was asked
   */
  public String sentence(Optional<RowAnswer> answer) {
    return "PostgreSQL refused to %s on the restored backup%s: %s; nothing was sent to Directus; %s, then propose the plan again"
        .formatted(
            RehearsalWords.action(change),
            answer.flatMap(this::amount).map(amount -> " (" + amount + ")").orElse(""),
            reason,
            isOfRows() ? remedy() : "remove the cause in the target");
  }

  private Optional<String> amount(RowAnswer answer) {
    return answer instanceof RowAnswer.Counted(List<Long> numbers) && numbers.getFirst() > 0
        ? question().map(question -> amount(question, numbers))
        : Optional.empty();
  }

  private static String amount(RowQuestion question, List<Long> numbers) {
    long first = numbers.getFirst();
    return switch (question) {
      case ColumnNulls ignored -> "null in " + Amounts.number(first, "row");
      case DuplicateValues ignored ->
          "%s share %s"
              .formatted(Amounts.number(numbers.getLast(), "row"), Amounts.number(first, "value"));
      case OrphanedValues ignored -> "no such item for " + Amounts.number(first, "value");
      case FailingCasts ignored -> "not possible for " + Amounts.number(first, "value");
      case TableRows ignored -> "no value for " + Amounts.number(first, "row");
      default -> Amounts.number(first, "row");
    };
  }

  private boolean isOfRows() {
    return CLASSES_OF_ROWS.contains(state.substring(0, Math.min(2, state.length())));
  }

  private String remedy() {
    return switch (change) {
      case ForbidNull ignored -> "fill these rows in the target";
      case MakeUnique ignored -> "make these values of the target unique";
      case AddForeignKey ignored ->
          "set these values of the target to null or to an item that exists";
      case ConvertColumn ignored -> "change these values in the target";
      case AddColumn ignored -> "let the field be null, or give it another default, in the source";
      case CreateIndex ignored -> "shorten these values in the target";
      case CreateTable ignored -> "change the collection in the source";
      case DropTable ignored -> "remove the cause in the target";
      case DropColumn ignored -> "remove the cause in the target";
    };
  }
}
