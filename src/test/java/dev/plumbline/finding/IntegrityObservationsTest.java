package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntegrityObservationsTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final CheckId COMMENTS =
      new CheckId(CheckCode.ORPHANED_REFERENCE, "comments", Optional.of("article"), "");

  @Test
  void violationTellsTheRowsAndWhatIsWrongWithThem() {
    Observation observation =
        IntegrityObservations.violation(STAGING, COMMENTS, violated(12, List.of("7")));

    assertThat(observation.scope()).isEqualTo(new Scope.OfCheck(STAGING, COMMENTS.text()));
    assertThat(observation.environment()).isEqualTo(STAGING);
    assertThat(observation.kind()).isEqualTo(FindingKind.VIOLATION);
    assertThat(observation.code()).isEqualTo("orphaned_reference");
    assertThat(observation.severity()).isEqualTo(Severity.HIGH);
    assertThat(observation.subject()).isEqualTo("comments.article");
    assertThat(observation.path()).isEmpty();
    assertThat(observation.message())
        .isEqualTo("12 rows in `comments` reference a missing row through `article`");
    assertThat(observation.evidence())
        .contains(new Evidence(12, List.of(List.of("7")), "SELECT 1"));
  }

  @Test
  void oneRowIsToldAsOne() {
    assertThat(IntegrityObservations.violation(STAGING, COMMENTS, violated(1, List.of())).message())
        .isEqualTo("1 row in `comments` references a missing row through `article`");
  }

  @Test
  void otherRowsAreTheSameFinding() {
    FindingId before =
        IntegrityObservations.violation(STAGING, COMMENTS, violated(12, List.of("7"))).id();

    assertThat(IntegrityObservations.violation(STAGING, COMMENTS, violated(3, List.of("9"))).id())
        .isEqualTo(before)
        .isEqualTo(IntegrityObservations.findingOf(STAGING, COMMENTS));
  }

  @Test
  void checksOfOneFieldThatDifferInDetailAreTwoFindings() {
    CheckId first = new CheckId(CheckCode.VALIDATION_BROKEN, "a", Optional.of("b"), "_gt");
    CheckId second = new CheckId(CheckCode.VALIDATION_BROKEN, "a", Optional.of("b"), "_lt");

    assertThat(IntegrityObservations.findingOf(STAGING, first))
        .isNotEqualTo(IntegrityObservations.findingOf(STAGING, second));
    assertThat(IntegrityObservations.violation(STAGING, first, violated(2, List.of())).message())
        .isEqualTo("2 rows of `a` have in `b` what its validation rule forbids (_gt)");
  }

  @ParameterizedTest
  @EnumSource(CheckCode.class)
  void everyCodeHasASentenceForOneRowAndForMany(CheckCode code) {
    CheckId check = new CheckId(code, "comments", Optional.of("article"), "");
    String one = IntegrityObservations.violation(STAGING, check, violated(1, List.of())).message();
    String many = IntegrityObservations.violation(STAGING, check, violated(9, List.of())).message();

    assertThat(one).doesNotContain("  ").doesNotContain("1 rows").doesNotEndWith(" ");
    assertThat(many).doesNotContain("  ").doesNotEndWith(" ");
    if (code != CheckCode.SEQUENCE_BEHIND) {
      assertThat(one).contains("1").isNotEqualTo(many);
      assertThat(many).contains("9");
    }
  }

  @Test
  void manyChecksThatCannotBeMadeAreOneFinding() {
    Observation observation =
        IntegrityObservations.checksUnknown(STAGING, 3, 40, "no SELECT on `orders`");

    assertThat(observation.scope()).isEqualTo(new Scope.OfScan(STAGING));
    assertThat(observation.kind()).isEqualTo(FindingKind.UNREADABLE);
    assertThat(observation.code()).isEqualTo("checks_unknown");
    assertThat(observation.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(observation.message())
        .isEqualTo(
            "3 of 40 checks of the records of staging could not be made: no SELECT on `orders`");
    assertThat(observation.id())
        .isEqualTo(IntegrityObservations.checksUnknown(STAGING, 1, 2, "other").id());
  }

  private static Outcome.Violated violated(long count, List<String> key) {
    return new Outcome.Violated(count, List.of(key), "SELECT 1");
  }
}
