package dev.plumbline.run.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.means.SampleFacts;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.run.verification.RecordChecks.Compared;
import dev.plumbline.run.verification.Verification.Failure;
import dev.plumbline.run.verification.Verification.Rule;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each kind of damage is found, by the one rule that is for it. */
class VerificationTest {
  private static final ObjectId INDEX =
      new ObjectId(ObjectKind.INDEX, "authors", "authors_name_city");

  /** Articles have a longer title in the source; notes exist only in the target. */
  private final Snapshot source =
      snapshot(field("articles", "title", 200), field("authors", "name", 50));

  private final Snapshot before =
      snapshot(
          field("articles", "title", 100), field("authors", "name", 50), field("notes", "x", 9));

  private final List<Step> steps = StepMaker.steps(PlannedItems.between(source, before));

  private Snapshot after = source;
  private List<Hazard> hazards = List.of();
  private List<Unreachable> unreachable = List.of();
  private SortedMap<ObjectId, JsonObject> objects = index("name", "city");
  private final SortedMap<String, TableContent> content = new TreeMap<>();
  private List<String> sequencesBack = List.of();
  private RecordChecks records = RecordChecks.NONE;

  @Test
  void aPlanThatWasCarriedOutPasses() {
    content.put("notes", new TableContent.Dropped());
    content.put("authors", new TableContent.Unchanged(3));
    content.put("directus_permissions", byRun("notes", new RowCounts(0, 0, 2)));

    assertThat(verified()).isEqualTo(new Verification(List.of(), List.of(), List.of()));
  }

  @Test
  void aStepThatDidNotHappenFailsItsProofEvenIfThePlanSaysThatItStays() {
    unreachable =
        List.of(new Unreachable("articles.title", "", "it differs", "it stays", Optional.empty()));
    after = snapshot(field("articles", "title", 100), field("authors", "name", 50));

    assertOnly(Rule.PROOF, "`schema.max_length` of field `articles.title` is 100 instead of 200");
  }

  @Test
  void aPlanThatWasNotCarriedOutIsFoundTwice() {
    after = before;

    assertThat(verified().failures())
        .extracting(Failure::rule)
        .containsOnly(Rule.PROOF, Rule.PLANNED)
        .contains(Rule.PROOF, Rule.PLANNED);
  }

  @Test
  void whatIsCreatedOtherwiseThanInTheSourceDiffersNewly() {
    Snapshot with = snapshot(field("articles", "title", 100), field("articles", "lead", 30));
    Snapshot without = snapshot(field("articles", "title", 100));
    Snapshot shorter = snapshot(field("articles", "title", 100), field("articles", "lead", 20));

    Verification verification =
        Verification.of(
            new VerificationInputs(
                StepMaker.steps(PlannedItems.between(with, without)),
                List.of(),
                List.of(),
                side(with, objects),
                side(without, objects),
                side(shorter, objects),
                ContentChanges.NONE));

    assertThat(verification.failures())
        .containsExactly(
            new Failure(
                Rule.PLANNED,
                "`schema.max_length` of field `articles.lead` was to become as in the source and"
                    + " still differs"));
  }

  @Test
  void whatNoStepSaysMustNotChangeEvenToWhatTheSourceHas() {
    Snapshot was =
        snapshot(
            field("articles", "title", 100), field("authors", "name", 40), field("notes", "x", 9));

    Verification verification =
        Verification.of(
            new VerificationInputs(
                steps,
                List.of(),
                List.of(),
                side(source, objects),
                side(was, objects),
                side(source, objects),
                ContentChanges.NONE));

    assertThat(verification.failures()).extracting(Failure::rule).containsExactly(Rule.UNPLANNED);
    assertThat(verification.failures().getFirst().sentence())
        .contains("`authors.name`", "somebody else may have changed it");
  }

  @Test
  void anObjectOfATableThatNoStepIsAboutMustStay() {
    // The source does not have it either: only what was there before shows that it is missing.
    Verification verification =
        Verification.of(
            new VerificationInputs(
                steps,
                List.of(),
                List.of(),
                side(source, new TreeMap<>()),
                side(before, objects),
                side(after, new TreeMap<>()),
                ContentChanges.NONE));

    assertThat(verification.failures()).extracting(Failure::rule).containsExactly(Rule.OBJECTS);
    assertThat(verification.failures().getFirst().sentence())
        .startsWith("index `authors_name_city` of `authors` was dropped during the run");
  }

  @Test
  void anObjectThatDiffersFromTheSourceNewlyIsFoundByBothRules() {
    objects = new TreeMap<>();

    assertThat(
            Verification.of(
                    new VerificationInputs(
                        steps,
                        List.of(),
                        List.of(),
                        side(source, index("name", "city")),
                        side(before, index("name", "city")),
                        side(after, objects),
                        ContentChanges.NONE))
                .failures())
        .extracting(Failure::rule)
        .containsExactly(Rule.PLANNED, Rule.OBJECTS);
  }

  @Test
  void rowsOfATableThatNoStepIsAboutMustNotBeWrittenByTheRun() {
    content.put("authors", byRun("", new RowCounts(0, 1, 2)));

    assertOnly(
        Rule.CONTENT,
        "table `authors`: the transaction of the run changed rows that no step is about: 1 row"
            + " updated, 2 rows deleted");
  }

  @Test
  void permissionsOfOtherCollectionsMustStay() {
    content.put("directus_permissions", byRun("authors", new RowCounts(0, 0, 1)));

    assertOnly(Rule.CONTENT, "1 row deleted of collection `authors`");
  }

  @Test
  void permissionsOfADroppedCollectionAreNotAdded() {
    content.put("directus_permissions", byRun("notes", new RowCounts(1, 0, 1)));

    assertOnly(Rule.CONTENT, "1 row inserted of collection `notes`");
  }

  @Test
  void otherColumnsOfATableThatAStepIsAboutMustStay() {
    content.put("articles", byRun("", new RowCounts(0, 5, 0)));

    assertOnly(Rule.COLUMNS, "table `articles`: the transaction of the run changed rows");
  }

  @Test
  void aTableThatNoStepDropsMustStay() {
    content.put("authors", new TableContent.Dropped());

    assertOnly(Rule.CONTENT, "table `authors` was dropped during the run");
  }

  @Test
  void aTableThatTheRunEmptiedIsDamageUnlessAStepIsAboutIt() {
    content.put("articles", new TableContent.Rewritten(true));
    content.put("authors", new TableContent.Rewritten(true));

    assertOnly(Rule.CONTENT, "table `authors` was rewritten or emptied by the run");
    assertThat(verified().uncertain()).singleElement().asString().contains("`articles`");
  }

  @Test
  void theBackupHasTheRowsOfWhatSomebodyElseRewroteUnlessItIsNarrowed() {
    content.put("articles", new TableContent.Rewritten(false));
    content.put("authors", new TableContent.Rewritten(false));
    assertThat(verified().uncertain())
        .hasSize(2)
        .allMatch(sentence -> sentence.endsWith("; its backup has them"));

    hazards =
        SampleFacts.hazards().stream()
            .filter(hazard -> hazard.code() == HazardCode.BACKUP_NARROWED)
            .toList();
    assertThat(verified().uncertain())
        .hasSize(2)
        .anyMatch(sentence -> sentence.contains("`articles`") && sentence.endsWith(" has them"))
        .anyMatch(
            sentence -> sentence.contains("`authors`") && sentence.endsWith(" may lack them"));
  }

  @Test
  void aSequenceThatGoesBackFails() {
    sequencesBack = List.of("sequence public.s was at 9 before the run and is at 1 now");

    assertOnly(Rule.SEQUENCES, "sequence public.s");
  }

  @Test
  void whatOthersWroteIsNoFailure() {
    content.put("authors", new TableContent.Changed(new TreeMap<>(), new RowCounts(3, 2, 1)));

    Verification verification = verified();

    assertThat(verification.isPassed()).isTrue();
    assertThat(verification.byOthers())
        .containsExactly(
            "table `authors`: 3 rows inserted, 2 rows updated, 1 row deleted by others during the"
                + " run");
  }

  /** The values of a column that a step changes are nobody else's business. */
  @Test
  void recordsMustNotBeWorseThanBefore() {
    content.put("articles", new TableContent.Unchanged(9));
    records = worse("articles", "authors");

    assertOnly(
        Rule.RECORDS,
        "check `orphaned_reference/articles.author`: 2 rows broke it before the run and 5 do now");
  }

  @Test
  void recordsMayBeAsBadAsBefore() {
    records =
        new RecordChecks(
            List.of(
                new Compared("a/articles", new TreeSet<>(Set.of("articles")), 5, 5),
                new Compared("b/articles", new TreeSet<>(Set.of("articles")), 5, 2)),
            List.of());

    assertThat(verified()).isEqualTo(new Verification(List.of(), List.of(), List.of()));
  }

  @Test
  void recordsThatUsersMadeWorseAreTheirs() {
    content.put("articles", new TableContent.Unchanged(9));
    content.put("authors", new TableContent.Changed(new TreeMap<>(), new RowCounts(0, 0, 3)));
    records = worse("articles", "authors");

    assertThat(verified().failures()).isEmpty();
    assertThat(verified().byOthers())
        .contains(
            "check `orphaned_reference/articles.author`: 2 rows broke it before the run and 5 do"
                + " now; others wrote to table `authors` during the run");
  }

  @Test
  void recordsOfWhichNobodyKnowsWhoWroteThemAreUncertain() {
    content.put("authors", new TableContent.Unknown("the role may not read it"));
    records = worse("articles", "authors");

    assertThat(verified().failures()).isEmpty();
    assertThat(verified().uncertain())
        .contains(
            "check `orphaned_reference/articles.author`: 2 rows broke it before the run and 5 do"
                + " now; who wrote to its tables is not known");
  }

  /** The transaction of the run rewrote the table, and kept everybody else out meanwhile. */
  @Test
  void recordsOfATableThatTheRunRewroteAreItsOwn() {
    content.put("articles", new TableContent.Rewritten(true));
    records = worse("articles");

    assertThat(verified().failures()).extracting(Failure::rule).containsExactly(Rule.RECORDS);
  }

  @Test
  void recordsThatWereNotCountedAreNamed() {
    records = new RecordChecks(List.of(), List.of("2 checks of records could not be counted"));

    assertThat(verified())
        .isEqualTo(
            new Verification(
                List.of(), List.of(), List.of("2 checks of records could not be counted")));
  }

  private static RecordChecks worse(String... tables) {
    return new RecordChecks(
        List.of(
            new Compared(
                "orphaned_reference/articles.author", new TreeSet<>(Set.of(tables)), 2, 5)),
        List.of());
  }

  @Test
  void whatCouldNotBeReadIsSaid() {
    content.put("authors", new TableContent.Unknown("the role may not read it"));

    assertThat(verified())
        .isEqualTo(
            new Verification(
                List.of(),
                List.of(),
                List.of("table `authors` could not be verified: the role may not read it")));
  }

  @Test
  void stepsSayWhichColumnsTheyMayChange() {
    assertThat(PlanScope.touched(steps))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "articles", Set.of("title"),
                    "notes", Set.of())));
  }

  private void assertOnly(Rule rule, String sentence) {
    assertThat(verified().failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).isEqualTo(rule);
              assertThat(failure.sentence()).contains(sentence);
            });
  }

  private Verification verified() {
    return Verification.of(
        new VerificationInputs(
            steps,
            hazards,
            unreachable,
            side(source, objects),
            side(before, objects),
            side(after, objects),
            new ContentChanges(content, sequencesBack),
            records));
  }

  private static TableContent byRun(String collection, RowCounts counts) {
    return new TableContent.Changed(new TreeMap<>(Map.of(collection, counts)), RowCounts.NONE);
  }

  private static Side side(Snapshot snapshot, SortedMap<ObjectId, JsonObject> objects) {
    return new Side(snapshot, Versions.UNKNOWN, Optional.of(new Inventory(objects)));
  }

  private static SortedMap<ObjectId, JsonObject> index(String... columns) {
    List<JsonValue> names = new ArrayList<>();
    for (String column : columns) {
      names.add(JsonValue.of(column));
    }
    return new TreeMap<>(
        Map.of(
            INDEX,
            JsonObject.EMPTY.with("columns", JsonValue.array(names.toArray(JsonValue[]::new)))));
  }

  private static Snapshot snapshot(Field... fields) {
    List<Collection> collections =
        List.of(fields).stream()
            .map(Field::collection)
            .distinct()
            .map(
                name ->
                    new Collection(
                        name,
                        JsonNull.NULL,
                        Optional.of(JsonObject.EMPTY.with("name", JsonValue.of(name)))))
            .toList();
    return new Snapshot(collections, List.of(fields), List.of(), List.of());
  }

  private static Field field(String collection, String name, int length) {
    return new Field(
        collection,
        name,
        "string",
        JsonNull.NULL,
        Optional.of(JsonObject.EMPTY.with("max_length", JsonValue.of(length))));
  }
}
