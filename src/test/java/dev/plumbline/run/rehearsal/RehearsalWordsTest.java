package dev.plumbline.run.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import dev.plumbline.run.rehearsal.TableChange.NewColumn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a rehearsal. */
class RehearsalWordsTest {
  private static final ColumnForm INTEGER = new ColumnForm(Kind.INTEGER);
  private static final ConvertColumn CONVERT =
      new ConvertColumn("articles", "price", "text", INTEGER);
  private static final ForbidNull FORBID = new ForbidNull("articles", "title");

  private static String refused(TableChange change, String state, RowAnswer answer) {
    return new RefusedChange(change, state, "no (SQLSTATE " + state + ")")
        .sentence(Optional.of(answer));
  }

  @Test
  void whatTookLongIsNamedLongestFirst() {
    Rehearsal rehearsal =
        new Rehearsal(
            List.of(CONVERT, FORBID, new CreateIndex("articles", "title"), new DropTable("tags")),
            true,
            List.of("places.area"));

    assertThat(
            RehearsalWords.passed(
                rehearsal,
                List.of(
                    Duration.ofMillis(1100),
                    Duration.ofMillis(90_000),
                    Duration.ofSeconds(1),
                    Duration.ZERO),
                "db, PostgreSQL 18"))
        .isEqualTo(
            "4 steps on the restored backup on db, PostgreSQL 18 took 92.1 s: forbid null in"
                + " `articles.title` 90.0 s, convert `articles.price` from text to integer 1.1 s;"
                + " not executed, because Plumbline does not know their type: `places.area`");
  }

  @Test
  void refusalSaysWhereHowManyRowsAndWhatToDo() {
    assertThat(refused(FORBID, "23502", new Counted(3)))
        .isEqualTo(
            "PostgreSQL refused to forbid null in `articles.title` on the restored backup (null in"
                + " 3 rows): no (SQLSTATE 23502); nothing was sent to Directus; fill these rows in"
                + " the target, then propose the plan again");
    assertThat(
            refused(
                new MakeUnique("articles", "slug", Optional.empty()),
                "23505",
                new Counted(List.of(2L, 5L))))
        .contains("make `articles.slug` unique", "(5 rows share 2 values)", "make these values");
    assertThat(
            refused(
                new AddForeignKey(
                    "articles",
                    "author",
                    "authors",
                    Optional.of("id"),
                    Optional.empty(),
                    Optional.empty()),
                "23503",
                new Counted(1)))
        .contains(
            "create the foreign key of `articles.author` to `authors`",
            "(no such item for 1 value)",
            "to null or to an item that exists");
    assertThat(refused(CONVERT, "22P02", new Counted(7)))
        .contains("(not possible for 7 values)", "change these values");
    assertThat(refused(CONVERT, "23505", new Counted(List.of(1L, 2L))))
        .contains("(2 rows share 1 value)");
    assertThat(
            refused(
                new AddColumn("articles", new NewColumn("rank", INTEGER, JsonNull.NULL, true)),
                "23502",
                new Counted(12)))
        .contains(
            "create field `articles.rank`", "(no value for 12 rows)", "let the field be null");
  }

  @Test
  void whatWasNotCountedOrIsNotAboutRowsIsNotSaid() {
    assertThat(refused(FORBID, "23502", new NotCounted("no time is left"))).doesNotContain("(null");
    assertThat(refused(FORBID, "23502", new Counted(0))).doesNotContain("(null");
    assertThat(refused(new DropColumn("articles", "old"), "2BP01", new Counted(3)))
        .startsWith("PostgreSQL refused to drop field `articles.old` on the restored backup: no")
        .contains("remove the cause in the target");
  }

  /** Of a column whose default fails, no row is the reason. */
  @Test
  void onlyWhatRowsPreventIsCounted() {
    assertThat(new RefusedChange(CONVERT, "0A000", "a view").question()).isEmpty();
    assertThat(new RefusedChange(CONVERT, "22P02", "no").question()).isPresent();
    assertThat(new RefusedChange(new CreateIndex("a", "b"), "54000", "too long").question())
        .isEmpty();
  }
}
