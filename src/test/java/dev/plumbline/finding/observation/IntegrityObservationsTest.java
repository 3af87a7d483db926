package dev.plumbline.finding.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.integrity.compile.field.rule.ValidationCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.integrity.compile.table.TableCheck;
import dev.plumbline.severity.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrityObservationsTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final CheckId COMMENTS =
      new CheckId(RelationCheck.ORPHANED_REFERENCE, "comments", Optional.of("article"), "");

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
  void oneRowIsReportedAsOne() {
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
    CheckId first = new CheckId(ValidationCheck.VALIDATION_BROKEN, "a", Optional.of("b"), "_gt");
    CheckId second = new CheckId(ValidationCheck.VALIDATION_BROKEN, "a", Optional.of("b"), "_lt");

    assertThat(IntegrityObservations.findingOf(STAGING, first))
        .isNotEqualTo(IntegrityObservations.findingOf(STAGING, second));
    assertThat(IntegrityObservations.violation(STAGING, first, violated(2, List.of())).message())
        .isEqualTo("2 rows in `a`: `b` breaks its validation rule (_gt)");
  }

  static CheckCode[] codes() {
    return CheckCodes.values();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeHasASentenceForOneRowAndForMany(CheckCode code) {
    CheckId check = new CheckId(code, "comments", Optional.of("article"), "");
    String one = IntegrityObservations.violation(STAGING, check, violated(1, List.of())).message();
    String many = IntegrityObservations.violation(STAGING, check, violated(9, List.of())).message();

    assertThat(one).doesNotContain("  ").doesNotContain("1 rows").doesNotEndWith(" ");
    assertThat(many).doesNotContain("  ").doesNotEndWith(" ");
    if (code != TableCheck.SEQUENCE_BEHIND) {
      assertThat(one).contains("1").isNotEqualTo(many);
      assertThat(many).contains("9");
    }
  }

  /** As people who run Directus have reported them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STORAGE_NOT_SERVED | directus_files | storage | s3 | 3 | high | Directus"
            + " serves no file of the storage location `s3` (3 files)",
        "STORAGE_NOT_SERVED | directus_files | storage | s3 | 1 | high | Directus"
            + " serves no file of the storage location `s3` (1 file)",
        "DUPLICATE_NAME | directus_policies | name | '' | 3 | medium | 3 policies have"
            + " the same name as another policy",
        "CONFLICTING_POLICIES | directus_policies | name | '' | 2 | high | 2 policies"
            + " have the same name as another policy, but grant different access",
        "OPERATION_TRIGGERS_MISSING_FLOW | directus_operations | options | '' | 1 | high | 1 operation triggers a flow that does not exist; nothing happens, and no error is shown",
        "OPERATION_TRIGGERS_INACTIVE_FLOW | directus_operations | options | '' | 1 |"
            + " info | 1 operation triggers an inactive flow; nothing happens until it is"
            + " active",
        "OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER | directus_operations | options | '' | 2 | info | 2 operations trigger a flow whose own trigger is not `Another Flow`; nothing happens",
        "PRESET_OF_MISSING_FIELD | directus_presets | '' | '' | 1 | low | 1 preset"
            + " uses a missing field: the list that is opened with it is refused (403)",
        "PANEL_OF_MISSING_FIELD | directus_panels | options | '' | 2 | low | 2 panels"
            + " use a missing field and show nothing",
        "VERSION_OF_MISSING_FIELD | directus_versions | delta | '' | 1 | info | 1 version changes a missing field: promoting it leaves the value out",
        "CONCEALED_VALUE_OVERWRITTEN | h | pw | '' | 1 | high | 1 row in `h` has ten"
            + " asterisks in `pw` instead of a value: the masked value that the API shows"
            + " was written back",
        "ORPHANED_REFERENCE | directus_permissions | policy | '' | 1 | high | 1 row in `directus_permissions` references a missing row through `policy`",
      })
  void reportedCaseIsAsGraveAsItIsAndSaysWhatItBreaks(
      String constant,
      String collection,
      String field,
      String detail,
      long count,
      String severity,
      String message) {
    CheckCode code =
        Arrays.stream(codes())
            .filter(known -> known.label().equals(constant.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow();
    CheckId check =
        new CheckId(code, collection, Optional.of(field).filter(name -> !name.isEmpty()), detail);

    Observation observation =
        IntegrityObservations.violation(STAGING, check, violated(count, List.of()));

    assertThat(observation.severity().label()).isEqualTo(severity);
    assertThat(observation.message()).isEqualTo(message);
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
        .isEqualTo("3 of 40 record checks of staging could not run: no SELECT on `orders`");
    assertThat(observation.id())
        .isEqualTo(IntegrityObservations.checksUnknown(STAGING, 1, 2, "other").id());
  }

  private static Outcome.Violated violated(long count, List<String> key) {
    return new Outcome.Violated(count, List.of(key), "SELECT 1");
  }
}
