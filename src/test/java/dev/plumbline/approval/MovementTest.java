package dev.plumbline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Movement.Present;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Seal;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.SamplePlans;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MovementTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final PlanState.Sealed WAITING =
      new PlanState.Planning().seal(new Requirement(1, false, new TreeSet<>(), "medium"));

  private final Map<EnvironmentId, Present> sides = new HashMap<>();

  MovementTest() {
    sides.put(STAGING, present("staging", "any", "12.4.0"));
    sides.put(PRODUCTION, present("production", "catalog", "12.4.0"));
  }

  private static Present present(String snapshot, String catalog, String directus) {
    return new Present(
        Optional.of(SamplePlans.fingerprint(snapshot)),
        Optional.of(SamplePlans.fingerprint(catalog)),
        Optional.of(directus));
  }

  private static Seal seal(Severity severity) {
    return SamplePlans.plan(SamplePlans.proposal(new UUID(1, 1), "ada", NOON), NOON, severity)
        .seal();
  }

  private List<String> moved(String model) {
    PlanState state = Movement.now(WAITING, seal(Severity.LOW), sides, model, NOON);
    assertThat(Movement.isEnded(seal(Severity.LOW), sides, model, NOON))
        .isEqualTo(state != WAITING);
    return state instanceof PlanState.Voided voided ? voided.moved() : List.of();
  }

  @Test
  void nothingMoved() {
    assertThat(moved(SamplePlans.MODEL)).isEmpty();
  }

  @Test
  void whatMovedIsNamed() {
    sides.put(STAGING, present("other", "any", "12.4.0"));
    sides.put(PRODUCTION, present("production", "other", "12.5.0"));

    assertThat(moved("model-2"))
        .containsExactly(
            "the schema of staging changed since the plan was made",
            "the catalog of the database of production changed since the plan was made",
            "production ran Directus 12.4.0 when the plan was made, and runs 12.5.0 now",
            "Plumbline was updated and may decide otherwise");
  }

  @Test
  void whatCannotBeReadHasNotMoved() {
    sides.put(STAGING, new Present(Optional.empty(), Optional.empty(), Optional.empty()));

    assertThat(moved(SamplePlans.MODEL)).isEmpty();
  }

  @Test
  void environmentThatIsMissingHasMoved() {
    sides.remove(PRODUCTION);

    assertThat(moved(SamplePlans.MODEL)).containsExactly("production is not configured any more");
  }

  @Test
  void planExpiresAfterADayOrFourHours() {
    Instant fourHours = NOON.plus(Duration.ofHours(4));
    Instant day = NOON.plus(Duration.ofHours(24));

    assertThat(Movement.now(WAITING, seal(Severity.CRITICAL), sides, SamplePlans.MODEL, fourHours))
        .isEqualTo(new PlanState.Expired(fourHours));
    assertThat(
            Movement.now(
                WAITING, seal(Severity.HIGH), sides, SamplePlans.MODEL, day.minusMillis(1)))
        .isSameAs(WAITING);
    assertThat(Movement.now(WAITING, seal(Severity.HIGH), sides, SamplePlans.MODEL, day))
        .isEqualTo(new PlanState.Expired(day));
  }
}
