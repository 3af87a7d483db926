package dev.plumbline.rest.report;

import static dev.plumbline.faces.Violations.clean;
import static dev.plumbline.faces.Violations.unknown;
import static dev.plumbline.faces.Violations.violated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.rest.wire.integrity.CheckView;
import dev.plumbline.store.state.CheckStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WrittenChecksTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private static final CheckStatus BROKEN =
      violated(RelationCheck.ORPHANED_REFERENCE, "comments", "article", 12, NOW);
  private static final CheckStatus FORBIDDEN =
      unknown(RelationCheck.TREE_CYCLE, "categories", "parent", NOW);
  private static final FindingId FINDING = IntegrityObservations.findingOf(STAGING, BROKEN.id());

  private final ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
  private final WrittenChecks written = new WrittenChecks(json);

  /** In front of the list, between others, and behind it. */
  private record Around(int before, List<CheckView> checks, int after) {}

  @Test
  void listIsWrittenAsIfItsViewsWereMade() throws IOException {
    List<CheckStatus> checks = List.of(BROKEN, FORBIDDEN);
    Map<FindingId, Instant> opened = Map.of(FINDING, NOW);
    String expected = json.writeValueAsString(new Around(1, views(STAGING, checks, opened), 2));

    for (int time = 0; time < 2; time++) {
      List<CheckView> reported = written.of(STAGING, checks, opened);
      assertThat(reported).isEqualTo(views(STAGING, checks, opened));
      assertThat(json.writeValueAsString(new Around(1, reported, 2))).isEqualTo(expected);
      assertThat(json.writeValueAsBytes(new Around(1, reported, 2))).asString().isEqualTo(expected);
    }
    assertThat(expected).contains(FINDING.hex(), Long.toString(NOW.getEpochSecond()));
  }

  @Test
  void noChecksAreAnEmptyList() throws IOException {
    assertThat(json.writeValueAsString(written.of(STAGING, List.of(), Map.of()))).isEqualTo("[]");
  }

  /** A name of a collection may end in any place with half a character. */
  @Test
  void charactersOfTwoHalvesAreWrittenWhereverTheyStand() throws IOException {
    List<CheckStatus> checks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      checks.add(clean(FieldCheck.REQUIRED_NULL, "😀".repeat(200) + "x".repeat(i % 2), "f", NOW));
    }

    assertThat(json.writeValueAsBytes(written.of(STAGING, checks, Map.of())))
        .isEqualTo(json.writeValueAsBytes(views(STAGING, checks, Map.of())));
  }

  @Test
  void checkThatChangedIsWrittenAnew() throws IOException {
    assertWritten(STAGING, List.of(BROKEN, FORBIDDEN), Map.of(FINDING, NOW));

    // The same list read again, another outcome, another time, one more, one fewer.
    assertWritten(STAGING, List.of(BROKEN, FORBIDDEN), Map.of(FINDING, NOW));
    assertWritten(
        STAGING,
        List.of(clean(RelationCheck.ORPHANED_REFERENCE, "comments", "article", NOW), FORBIDDEN),
        Map.of(FINDING, NOW));
    assertWritten(
        STAGING,
        List.of(clean(RelationCheck.ORPHANED_REFERENCE, "comments", "article", LATER), FORBIDDEN),
        Map.of(FINDING, NOW));
    assertWritten(STAGING, List.of(BROKEN), Map.of(FINDING, NOW));
    assertWritten(STAGING, List.of(), Map.of());
  }

  @Test
  void findingThatChangedIsWrittenAnew() throws IOException {
    List<CheckStatus> checks = List.of(BROKEN);
    assertWritten(STAGING, checks, Map.of());
    assertWritten(STAGING, checks, Map.of(FINDING, NOW));
    assertWritten(STAGING, checks, Map.of(FINDING, LATER));
    assertWritten(STAGING, checks, Map.of());
  }

  @Test
  void eachEnvironmentHasItsOwn() throws IOException {
    List<CheckStatus> checks = List.of(BROKEN);
    assertWritten(STAGING, checks, Map.of(FINDING, NOW));
    assertWritten(PRODUCTION, checks, Map.of(FINDING, NOW));
    assertWritten(STAGING, checks, Map.of(FINDING, NOW));
  }

  private void assertWritten(
      EnvironmentId environment, List<CheckStatus> checks, Map<FindingId, Instant> opened)
      throws IOException {
    assertThat(json.writeValueAsString(written.of(environment, checks, opened)))
        .isEqualTo(json.writeValueAsString(views(environment, checks, opened)));
  }

  private static List<CheckView> views(
      EnvironmentId environment, List<CheckStatus> checks, Map<FindingId, Instant> opened) {
    return checks.stream().map(check -> CheckView.of(environment, check, opened)).toList();
  }
}
