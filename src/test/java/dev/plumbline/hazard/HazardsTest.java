package dev.plumbline.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.HazardCase.Rows;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.hazard.means.SampleFacts;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.rules.relation.RelationMismatch;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which hazards a plan has, and which it has not. */
class HazardsTest {
  private static final Pattern SINGULAR_WITH_PLURAL =
      Pattern.compile(
          "(?<![\\d,])1 (\\w+s\\b|\\w+( of \\S+)?( that)?( then)? (are|were|have|do|reference)\\b)");

  static List<HazardCase> cases() {
    return HazardCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hazardAppears(HazardCase one) {
    assertThat(one.hazards(Rows.MANY)).extracting(Hazard::code).contains(one.code());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hazardDoesNotAppearInAPlanLikeIt(HazardCase one) {
    assertThat(one.harmlessHazards()).extracting(Hazard::code).doesNotContain(one.code());
  }

  /** What could not be counted is never left out, and never less than its worst case. */
  @ParameterizedTest
  @MethodSource("cases")
  void whatIsNotCountedIsTheWorstCase(HazardCase one) {
    List<Hazard> counted = one.hazards(Rows.MANY);
    List<Hazard> unknown = one.hazards(Rows.UNKNOWN);

    assertThat(unknown).hasSameSizeAs(counted);
    for (Hazard hazard : counted) {
      assertThat(unknown)
          .as("%s", hazard)
          .anyMatch(
              other ->
                  other.code() == hazard.code()
                      && other.subject().equals(hazard.subject())
                      && other.severity().isAtLeast(hazard.severity()));
    }
    unknown.stream()
        .filter(hazard -> hazard.evidence() instanceof NotCounted)
        .forEach(hazard -> assertThat(hazard.message()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hazardsAreOrderedAndWithinTheirCode(HazardCase one) {
    for (Rows rows : Rows.values()) {
      List<Hazard> hazards = one.hazards(rows);

      assertThat(hazards)
          .isSortedAccordingTo(
              Comparator.comparing(Hazard::severity)
                  .thenComparing(Hazard::code)
                  .thenComparing(Hazard::subject));
      assertThat(hazards)
          .allMatch(hazard -> hazard.code().gravest().isAtLeast(hazard.severity()))
          .allMatch(hazard -> !hazard.refuses() || hazard.code().refuses())
          .noneMatch(hazard -> hazard.message().contains("\n"));
      assertThat(one.hazards(rows)).isEqualTo(hazards);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void verbFitsItsNumber(HazardCase one) {
    assertThat(one.hazards(Rows.ONE))
        .extracting(Hazard::message)
        .noneMatch(message -> SINGULAR_WITH_PLURAL.matcher(message).find());
  }

  @Test
  void everyCodeHasACase() {
    Set<HazardCode> codes = EnumSet.allOf(HazardCode.class);
    HazardCases.all().forEach(one -> codes.remove(one.code()));

    SampleFacts.hazards().forEach(hazard -> codes.remove(hazard.code()));

    // Not one of two sides with databases.
    assertThat(codes).containsExactly(HazardCode.CATALOG_UNKNOWN);
  }

  @Test
  void hazardsOfTheRunAreSortedIn() {
    HazardCase drop = HazardCases.all().getFirst();
    List<Hazard> plan = drop.hazards(Rows.MANY);

    assertThat(Hazards.together(plan, SampleFacts.hazards()))
        .containsAll(plan)
        .containsAll(SampleFacts.hazards())
        .isSortedAccordingTo(
            Comparator.comparing(Hazard::severity)
                .thenComparing(Hazard::code)
                .thenComparing(Hazard::subject));
  }

  @Test
  void emptyPlanHasNoHazard() {
    assertThat(Hazards.suspicions(HazardCase.inputs(s -> {}, s -> {}, List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void targetWithoutDatabaseIsAHazard() {
    HazardInputs known =
        HazardCase.inputs(s -> s.dropColumn("articles", "price"), s -> {}, List.of(), List.of());
    HazardInputs inputs =
        new HazardInputs(
            known.items(),
            known.source(),
            known.target(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());

    List<Hazard> hazards = Hazards.judge(Hazards.suspicions(inputs), Map.of());
    assertThat(hazards)
        .extracting(Hazard::code)
        .contains(HazardCode.CATALOG_UNKNOWN, HazardCode.DROPS_COLUMN);
    assertThat(hazards).noneMatch(Hazard::refuses);
  }

  @Test
  void estimateIsCalledOneAndIsTheWorstCase() {
    List<Suspicion> suspicions =
        Hazards.suspicions(HazardCase.inputs(s -> s.drop("quotes"), s -> {}, List.of(), List.of()));

    assertThat(
            Hazards.judge(
                suspicions,
                Map.of(
                    new RowQuestion.TableRows("quotes"),
                    new RowAnswer.Estimated(12_000_000, "the time was used up"))))
        .filteredOn(hazard -> hazard.code() == HazardCode.DROPS_TABLE)
        .containsExactly(
            new Hazard(
                HazardCode.DROPS_TABLE,
                Severity.CRITICAL,
                "quotes",
                "the table of `quotes` is dropped with about 12,000,000 rows (estimate of"
                    + " PostgreSQL); only a backup brings the data back",
                new NotCounted("the time was used up"),
                Optional.of("leave `quotes` out of the plan"),
                false));
  }

  static List<MismatchCode> harmless() {
    return List.of(
        RelationMismatch.COLLECTION_SORT_FIELD_MISSING,
        CatalogMismatch.INDEX_INVALID,
        MetadataMismatch.UNTRACKED_TABLE,
        CatalogMismatch.TYPE_UNCHECKED);
  }

  /** Of a setting that names what is missing, there is nothing that Directus would not do. */
  @ParameterizedTest
  @MethodSource("harmless")
  void mismatchThatChangesNothingForAPlanDoesNotRefuseIt(MismatchCode code) {
    HazardInputs inputs =
        HazardCase.inputs(
            s -> s.dropColumn("articles", "price").column("articles", "lead", "text", -1),
            s -> {},
            List.of(),
            List.of(new Mismatch(code, "articles", "", "it is so")));

    assertThat(Hazards.judge(Hazards.suspicions(inputs), Map.of()))
        .extracting(Hazard::code)
        .doesNotContain(HazardCode.SOURCE_MISMATCH, HazardCode.TARGET_MISMATCH);
  }

  /** With answers of their own, because a comment alone is less than a publication. */
  @ParameterizedTest
  @CsvSource({
    "0, LOW, the comment of `quotes`",
    "1, HIGH, the security label of `quotes`",
    "2, HIGH, its place in publication `quotes`",
    "3, HIGH, its place in subscription `quotes`",
    "4, HIGH, statistics `quotes`",
    "5, HIGH, rule `quotes`"
  })
  void whatTheServerListsIsNamed(int list, Severity severity, String words) {
    List<List<String>> names = new ArrayList<>(Collections.nCopies(6, List.of()));
    names.set(list, List.of("quotes"));
    List<Suspicion> suspicions =
        Hazards.suspicions(HazardCase.inputs(s -> s.drop("quotes"), s -> {}, List.of(), List.of()));

    assertThat(
            Hazards.judge(
                suspicions,
                Map.of(
                    new RowQuestion.SilentlyDropped("quotes", Optional.empty()),
                    new RowAnswer.Named(names))))
        .filteredOn(hazard -> hazard.code() == HazardCode.DROPS_DATABASE_OBJECTS)
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.severity()).isEqualTo(severity);
              assertThat(hazard.message())
                  .isEqualTo(
                      "with `quotes` PostgreSQL drops "
                          + words
                          + ", which no snapshot brings back");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "''| the target has no extension",
        "museo| no extension of the target is named like it: it has `museo`",
        "directus-extension-seo| none",
        "@acme/SEO| none",
        "0d8cbd84-6ff1-4b4f-a0ac-6b4d5b0b0a5e| no extension of the target is named like it: it has"
            + " 1 of the marketplace, which Directus records without a name"
      })
  void extensionOfTheTargetIsKnownByItsName(String installed, @Nullable String words) {
    List<Suspicion> suspicions =
        Hazards.suspicions(
            HazardCase.inputs(
                s -> s.field("articles", "title", "'interface': 'seo'"),
                s -> {},
                List.of(),
                List.of()));
    List<String> names = installed.isEmpty() ? List.of() : List.of(installed);

    assertThat(
            Hazards.judge(
                suspicions,
                Map.of(new RowQuestion.InstalledExtensions(), new RowAnswer.Named(List.of(names)))))
        .filteredOn(hazard -> hazard.code() == HazardCode.EXTENSION_MISSING)
        .extracting(Hazard::message)
        .isEqualTo(
            words == null
                ? List.of()
                : List.of(
                    "`articles.title` uses the interface `seo`, which is not part of Directus, and "
                        + words));
  }

  @Test
  void numbersAreInTheSentence() {
    HazardCase drop =
        HazardCases.all().stream()
            .filter(one -> one.code() == HazardCode.DROPS_TABLE)
            .findFirst()
            .orElseThrow();

    assertThat(drop.hazards(Rows.MANY).getFirst())
        .isEqualTo(
            new Hazard(
                HazardCode.DROPS_TABLE,
                Severity.CRITICAL,
                "quotes",
                "the table of `quotes` is dropped with 7 rows; only a backup brings the data back",
                new HazardEvidence.Counted(new TreeMap<>(Map.of("rows", 7L))),
                Optional.of("leave `quotes` out of the plan"),
                false));
    assertThat(drop.hazards(Rows.UNKNOWN).getFirst().message())
        .isEqualTo(
            "the table of `quotes` is dropped with an unknown number of rows; only a backup brings"
                + " the data back");
  }
}
