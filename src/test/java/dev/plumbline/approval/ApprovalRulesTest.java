package dev.plumbline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.SamplePlans;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ApprovalRulesTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private static Contents contents(Severity... severities) {
    return SamplePlans.contents(SamplePlans.proposal(new UUID(1, 1), "ada", NOON), severities);
  }

  private static Severity[] severities(String gravest) {
    return gravest.equals("none")
        ? new Severity[0]
        : new Severity[] {Severity.valueOf(gravest), Severity.INFO};
  }

  private static Environment environment(Tier tier, boolean isProtected) {
    return new Environment(new EnvironmentId("target"), tier, isProtected);
  }

  @ParameterizedTest
  @CsvSource({
    "none,     false, 0", "INFO,     false, 0", "LOW,  false, 0", "MEDIUM,   false, 1",
    "HIGH,     false, 2", "CRITICAL, false, 2", "none, true,  2", "INFO,     true,  2",
    "LOW,      true,  2", "MEDIUM,   true,  2", "HIGH, true,  2", "CRITICAL, true,  2",
  })
  void peopleAreNeededByGravestHazardAndProtection(
      String gravest, boolean isProtected, int people) {
    for (Tier tier : Tier.values()) {
      Requirement requirement =
          ApprovalRules.DEFAULT.of(environment(tier, isProtected), contents(severities(gravest)));

      assertThat(requirement.people()).isEqualTo(people);
      assertThat(requirement.typesTarget()).isEqualTo(gravest.equals("CRITICAL"));
      assertThat(requirement.consents())
          .isEqualTo(
              gravest.equals("CRITICAL")
                  ? contents(Severity.CRITICAL).destructive()
                  : new java.util.TreeSet<>());
    }
  }

  static List<Severity> severities() {
    return Arrays.asList(Severity.values());
  }

  @ParameterizedTest
  @MethodSource("severities")
  void numbersAreThoseThatAreConfigured(Severity severity) {
    ApprovalRules rules = new ApprovalRules(1, 3, 4, 5, 9);

    assertThat(rules.of(environment(Tier.LOCAL, false), contents(severity)).people())
        .isEqualTo(
            switch (severity) {
              case CRITICAL -> 5;
              case HIGH -> 4;
              case MEDIUM -> 3;
              case LOW, INFO -> 1;
            });
    assertThat(rules.of(environment(Tier.LOCAL, true), contents(severity)).people()).isEqualTo(9);
  }

  @Test
  void reasonIsNamed() {
    assertThat(ApprovalRules.DEFAULT.of(environment(Tier.LOCAL, true), contents()).because())
        .isEqualTo("target is protected");
    assertThat(
            ApprovalRules.DEFAULT
                .of(environment(Tier.LOCAL, true), contents(Severity.HIGH))
                .because())
        .isEqualTo("the gravest hazard is high");
  }
}
