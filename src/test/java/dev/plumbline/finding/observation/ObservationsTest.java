package dev.plumbline.finding.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final Comparison COMPARISON =
      new Comparison(new ComparisonName("staging-to-production"), STAGING, PRODUCTION, List.of());

  @Test
  void changeConcernsTheTarget() {
    Observation observation =
        Observations.of(COMPARISON, drift(snapshot("a", "b"), snapshot("a"), List.of())).getFirst();

    assertThat(observation.environment()).isEqualTo(PRODUCTION);
    assertThat(observation.scope()).isEqualTo(new Scope.OfComparison(COMPARISON.name()));
    assertThat(observation.kind()).isEqualTo(FindingKind.CHANGE);
    assertThat(observation.code()).isEqualTo("collection_added");
    assertThat(observation.severity()).isEqualTo(Severity.LOW);
    assertThat(observation.subject()).isEqualTo("b");
  }

  @Test
  void mismatchBelongsToTheCatalogOfItsEnvironment() {
    Mismatch mismatch =
        new Mismatch(
            CatalogMismatch.INDEX_PARTIAL, "pages.title", "pages_recent", "It is partial.");

    assertThat(Observations.mismatches(STAGING, List.of(mismatch)))
        .containsExactly(
            new Observation(
                new Scope.OfCatalog(STAGING),
                STAGING,
                FindingKind.MISMATCH,
                "index_partial",
                Severity.MEDIUM,
                "pages.title",
                "pages_recent",
                "It is partial."));
  }

  @Test
  void ignoredChangeIsNotObserved() {
    assertThat(
            Observations.of(
                COMPARISON,
                drift(
                    snapshot("a", "b"),
                    snapshot("a"),
                    List.of(rule("b", Optional.empty(), Optional.empty())))))
        .isEmpty();
  }

  @Test
  void ruleThatExpiredOrMatchesNothingIsObserved() {
    List<Observation> observations =
        Observations.of(
            COMPARISON,
            drift(
                snapshot("a"),
                snapshot("a"),
                List.of(
                    rule("x", Optional.empty(), Optional.of(Instant.EPOCH)),
                    rule("x", Optional.of(ChangeCode.FIELD_ADDED), Optional.empty()))));

    assertThat(observations)
        .extracting(Observation::code)
        .containsExactly("ignore_rule_expired", "ignore_rule_unused");
    assertThat(observations)
        .allMatch(observation -> observation.kind() == FindingKind.IGNORE_RULE)
        .allMatch(observation -> observation.message().contains("because"));
    assertThat(observations).extracting(Observation::id).doesNotHaveDuplicates();
  }

  @Test
  void rulesThatDifferInTheirCodeAreTwoFindings() {
    List<Observation> observations =
        Observations.of(
            COMPARISON,
            drift(
                snapshot("a"),
                snapshot("a"),
                List.of(
                    rule("x", Optional.of(ChangeCode.FIELD_REMOVED), Optional.empty()),
                    rule("x", Optional.of(ChangeCode.FIELD_ADDED), Optional.empty()))));

    assertThat(observations).extracting(Observation::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void unreadableSourceNamesItsReason() {
    Observation observation =
        Observations.unreadable(STAGING, Source.DATABASE, Reason.TIMED_OUT, "no answer in 5 s")
            .orElseThrow();

    assertThat(observation.code()).isEqualTo("database_unreadable");
    assertThat(observation.message())
        .isEqualTo("the database of staging cannot be read: no answer in 5 s");
  }

  @Test
  void sourceThatNobodyWantsReadIsNoFinding() {
    assertThat(
            Observations.unreadable(STAGING, Source.API, Reason.NOT_CONFIGURED, "not configured"))
        .isEmpty();
    assertThat(Observations.unreadable(STAGING, Source.API, Reason.PAUSED, "paused")).isEmpty();
  }

  @Test
  void staleApiIsOneFindingForEachObject() {
    List<Observation> observations =
        Observations.mismatch(STAGING, snapshot("a"), snapshot("a", "b", "c"), Set.of());

    assertThat(observations).extracting(Observation::subject).containsExactly("b", "c");
    assertThat(observations)
        .allMatch(observation -> observation.code().equals("api_stale"))
        .allMatch(observation -> observation.severity() == Severity.MEDIUM);
    assertThat(Observations.mismatch(STAGING, snapshot("a"), snapshot("a"), Set.of())).isEmpty();
    assertThat(Observations.mismatch(STAGING, snapshot("a"), snapshot("a", "b"), Set.of("b")))
        .as("for a reason that is a finding already")
        .isEmpty();
  }

  @Test
  void apiOfAnotherDatabaseIsOneFinding() {
    String[] many = IntStream.range(0, 60).mapToObj(i -> "c" + i).toArray(String[]::new);

    List<Observation> observations =
        Observations.mismatch(STAGING, snapshot("a"), snapshot(many), Set.of());

    assertThat(observations)
        .singleElement()
        .satisfies(observation -> assertThat(observation.code()).isEqualTo("api_differs"));
  }

  @Test
  void identityIsOfWhatItIsAboutAndNotOfItsWords() {
    Observation one = observation("a", "b", "words", Severity.LOW);

    assertThat(observation("a", "b", "other words", Severity.HIGH).id()).isEqualTo(one.id());
    assertThat(observation("ab", "", "words", Severity.LOW).id()).isNotEqualTo(one.id());
    assertThat(observation("a", "c", "words", Severity.LOW).id()).isNotEqualTo(one.id());
  }

  private static Observation observation(
      String subject, String path, String message, Severity severity) {
    return new Observation(
        new Scope.OfComparison(COMPARISON.name()),
        PRODUCTION,
        FindingKind.CHANGE,
        "code",
        severity,
        subject,
        path,
        message);
  }

  private static IgnoreRule rule(
      String subject, Optional<ChangeCode> code, Optional<Instant> until) {
    return new IgnoreRule(subject, Optional.empty(), code, "because", until);
  }

  private static Drift drift(Snapshot source, Snapshot target, List<IgnoreRule> rules) {
    return Drift.of(
        Differ.diff(new Side(source, Versions.UNKNOWN), new Side(target, Versions.UNKNOWN)),
        rules,
        Instant.parse("2026-06-01T12:00:00Z"));
  }

  private static Snapshot snapshot(String... collections) {
    return new Snapshot(
        List.of(collections).stream()
            .map(
                name ->
                    new Collection(
                        name,
                        JsonObject.EMPTY,
                        Optional.of(JsonValue.object(Map.of("name", JsonValue.of(name))))))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }
}
