package dev.plumbline.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.run.verification.RecordChecks;
import dev.plumbline.run.verification.RecordChecks.Compared;
import dev.plumbline.scan.Database;
import dev.plumbline.scan.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which checks are counted before and after a run, and what is made of the numbers. */
class TouchedRecordsTest {
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");

  private final Time time = new Time();
  private final Database database = new Database(time);
  private final Check.Orphans author = orphans("articles", "author", "authors", "id");
  private final Check.Orphans editor = orphans("pages", "editor", "authors", "id");
  private final Check.Orphans elsewhere = orphans("events", "place", "places", "id");
  private CheckList checks = new CheckList(List.of(author, editor, elsewhere), List.of());

  private static Check.Orphans orphans(
      String table, String column, String parent, String parentKey) {
    return new Check.Orphans(
        new CheckId(RelationCheck.ORPHANED_REFERENCE, table, Optional.of(column), ""),
        table,
        List.of("id"),
        column,
        parent,
        parentKey);
  }

  private RecordCounts count(String... tables) throws InterruptedException {
    return new TouchedRecords(
            database,
            (schema, context) -> checks,
            Duration.ofSeconds(3),
            () -> Duration.between(Instant.EPOCH, time.instant()).toNanos())
        .count(PRODUCTION, Set.of(tables));
  }

  private static Compared compared(Check check, long before, long after) {
    return new Compared(check.id().text(), new TreeSet<>(check.tables()), before, after);
  }

  @Test
  void rowsOfTheTablesAndReferencesToThemAreCounted() throws InterruptedException {
    database.table("articles", 5);
    database.table("pages", 15);
    database.broken(editor, 3, 12);
    RecordCounts before = count("authors");
    database.broken(editor, 3, 4, 12);
    database.broken(author, 1);

    RecordChecks records = RecordCounts.compared(before, count("authors"));

    assertThat(records)
        .isEqualTo(
            new RecordChecks(List.of(compared(author, 0, 1), compared(editor, 2, 3)), List.of()));
    assertThat(database.steps).noneMatch(step -> step.startsWith("events"));
  }

  @Test
  void nothingIsAskedWhereNoTableIsTouched() throws InterruptedException {
    assertThat(count().counted()).isEmpty();
    assertThat(database.opened).isZero();
  }

  /** Three steps of a second each: the second check has one more to go. */
  @Test
  void whatIsNotCountedInTimeIsNamed() throws InterruptedException {
    database.table("articles", 15);
    database.table("pages", 15);

    RecordChecks records = RecordCounts.compared(count("authors"), count("authors"));

    assertThat(records.compared()).containsExactly(compared(author, 0, 0));
    assertThat(records.uncertain())
        .containsExactly(
            "1 check of records could not be counted: `orphaned_reference/pages.editor`: its time"
                + " was used up");
  }

  @Test
  void checkThatCannotBeMadeIsNamedAndTheOthersGoOn() throws InterruptedException {
    database.fails(author, Reason.FORBIDDEN);
    checks =
        new CheckList(
            checks.checks(),
            List.of(
                new Uncheckable(
                    new CheckId(RelationCheck.ORPHANED_REFERENCE, "authors", Optional.of("x"), ""),
                    Reason.INCOMPATIBLE,
                    "it has no key")));

    RecordChecks records = RecordCounts.compared(count("authors"), count("authors"));

    assertThat(records.compared()).containsExactly(compared(editor, 0, 0));
    assertThat(records.uncertain())
        .containsExactly(
            "2 checks of records could not be counted: `orphaned_reference/articles.author`: no"
                + " right to read articles.author, `orphaned_reference/authors.x`: it has no key");
  }

  @Test
  void databaseThatCannotBeReadIsNamed() throws InterruptedException {
    RecordCounts before = count("authors");
    database.openFailure = Reason.UNREACHABLE;

    RecordChecks records = RecordCounts.compared(before, count("authors"));

    assertThat(records)
        .isEqualTo(
            new RecordChecks(
                List.of(),
                List.of("checks of records could not be counted: it does not let us in")));
  }

  /** The plan made it another check: more rows are what was planned. */
  @Test
  void checkThatThePlanChangesIsNotCompared() throws InterruptedException {
    database.table("articles", 5);
    RecordCounts before = count("articles");
    Check.Orphans changed = orphans("articles", "author", "people", "id");
    database.broken(changed, 1, 2);
    checks = new CheckList(List.of(changed), List.of());

    RecordChecks records = RecordCounts.compared(before, count("articles"));

    assertThat(records.compared()).isEmpty();
    assertThat(records.uncertain())
        .containsExactly(
            "rows break checks that the plan adds or changes, so there is nothing to compare them"
                + " with: `orphaned_reference/articles.author` (2 rows)");
  }
}
