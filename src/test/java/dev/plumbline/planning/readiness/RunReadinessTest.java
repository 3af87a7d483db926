package dev.plumbline.planning.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.configuration.text.DataSize;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.SampleFacts;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.testkit.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which readings are made, and what becomes of those that do not end. */
class RunReadinessTest {
  private static final WatchedEnvironment.Database DATABASE =
      new WatchedEnvironment.Database(
          "jdbc:postgresql://127.0.0.1/x", "u", new Secret.Literal("p"), "public");

  private static final NeededTables NEEDED = NeededTables.of(Set.of("articles"));

  private final List<Integer> majors = new ArrayList<>();
  private Optional<String> problem = Optional.empty();
  private Optional<CountDownLatch> hanging = Optional.empty();
  private int readings;
  private Optional<DataSize> narrowAbove = Optional.empty();
  private TargetFacts facts = SampleFacts.complete();

  private RunReadiness readiness(WriterPolicy writer) {
    DumpPrograms programs =
        major -> {
          majors.add(major);
          throw BackupException.failed(problem.orElse("nothing is dumped"));
        };
    return new RunReadiness(
        Map.of(
            SampleFacts.PRODUCTION,
            new WatchedEnvironment(
                new Environment(SampleFacts.PRODUCTION, Tier.PRODUCTION, true),
                Optional.empty(),
                Optional.of(DATABASE),
                new WatchedEnvironment.Polling(
                    new Schedule.Every(Duration.ofMinutes(5)),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2)),
                WatchedEnvironment.Scanning.DEFAULT,
                ChangeTimes.ALWAYS,
                Optional.of(new BackupPolicy(DATABASE, Optional.empty(), 7, narrowAbove)),
                writer)),
        this::read,
        programs,
        new ProofServerReader() {
          @Override
          public String name() {
            return "a server";
          }

          @Override
          public Fact<ProofFacts> read() {
            return new Fact.Known<>(new ProofFacts(17, Set.of("plpgsql")));
          }
        },
        Duration.ofMillis(200));
  }

  private Fact<TargetFacts> read(EnvironmentId target) {
    assertThat(target).isEqualTo(SampleFacts.PRODUCTION);
    readings++;
    if (hanging.isPresent()) {
      try {
        hanging.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return new Fact.Known<>(facts);
  }

  private static WriterPolicy writer() {
    return new WriterPolicy(Optional.of(new Secret.Literal("t")), Optional.of(DATABASE));
  }

  @Test
  void nothingIsReadWhereNoRunIsWanted() {
    assertThat(readiness(WriterPolicy.NONE).of(SampleFacts.PRODUCTION, NEEDED))
        .extracting(Hazard::code)
        .containsExactly(HazardCode.WRITER_TOKEN_MISSING);
    assertThat(readings).isZero();
    assertThat(majors).isEmpty();
  }

  @Test
  void clientIsAskedForTheVersionOfTheServer() {
    problem = Optional.of("pg_dump 15.2 (/usr/bin) is older than the server, PostgreSQL 17");

    assertThat(readiness(writer()).of(SampleFacts.PRODUCTION, NEEDED))
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.code()).isEqualTo(HazardCode.BACKUP_CLIENT_UNFIT);
              assertThat(hazard.message()).endsWith(problem.get());
            });
    assertThat(majors).containsExactly(17);
  }

  /** Only with a plan, and only where the configuration narrows. */
  @Test
  void backupIsNarrowedAsConfigured() {
    problem = Optional.of("there is no pg_dump");
    facts = SampleFacts.large();

    assertThat(readiness(writer()).of(SampleFacts.PRODUCTION, NEEDED))
        .extracting(Hazard::code)
        .containsExactly(HazardCode.BACKUP_CLIENT_UNFIT);
    narrowAbove = Optional.of(new DataSize(1999, "1999B"));
    assertThat(readiness(writer()).of(SampleFacts.PRODUCTION, NEEDED))
        .extracting(Hazard::code)
        .containsExactly(HazardCode.BACKUP_NARROWED, HazardCode.BACKUP_CLIENT_UNFIT);
    try (LogLines lines = new LogLines(RunReadiness.class)) {
      readiness(writer()).logLacking();
      assertThat(lines.take()).singleElement().asString().contains("pg_dump");
    }
  }

  @Test
  void readingThatHangsIsUnknown() {
    hanging = Optional.of(new CountDownLatch(1));

    List<Hazard> hazards = readiness(writer()).of(SampleFacts.PRODUCTION, NEEDED);

    assertThat(hazards)
        .hasSize(5)
        .allMatch(
            hazard ->
                hazard
                    .evidence()
                    .equals(
                        new HazardEvidence.NotCounted(
                            "the database of the target did not answer in time")));
  }

  @Test
  void whatIsLackingIsLoggedWhereRunsAreWanted() {
    problem = Optional.of("there is no pg_dump");

    try (LogLines lines = new LogLines(RunReadiness.class)) {
      readiness(WriterPolicy.NONE).logLacking();
      assertThat(lines.take()).isEmpty();

      readiness(writer()).logLacking();
      assertThat(lines.take())
          .singleElement()
          .asString()
          .contains("runs on production: no run can carry the plan out", "; install it on");
    }
  }

  /** The configuration decides, and not what the role that watches happens to be allowed. */
  @Test
  void runWithoutAWriterIsPossibleWhereTheConfigurationAllowsIt() {
    problem = Optional.of("there is no pg_dump");
    Optional<Secret> token = Optional.of(new Secret.Literal("t"));

    assertThat(
            readiness(new WriterPolicy(token, Optional.empty())).of(SampleFacts.PRODUCTION, NEEDED))
        .extracting(Hazard::code)
        .containsExactly(HazardCode.WRITER_ROLE_MISSING, HazardCode.BACKUP_CLIENT_UNFIT);
    assertThat(
            readiness(new WriterPolicy(token, Optional.empty(), false, true))
                .of(SampleFacts.PRODUCTION, NEEDED))
        .extracting(Hazard::code)
        .containsExactly(
            HazardCode.ROLLBACK_NOT_POSSIBLE,
            HazardCode.SESSIONS_NOT_CANCELLED,
            HazardCode.LATE_ROWS_NOT_SAFE,
            HazardCode.BACKUP_CLIENT_UNFIT);
    assertThat(
            readiness(new WriterPolicy(token, Optional.of(DATABASE), false, true))
                .of(SampleFacts.PRODUCTION, NEEDED))
        .as("with a writer there is nothing to go without")
        .extracting(Hazard::code)
        .containsExactly(HazardCode.BACKUP_CLIENT_UNFIT);
  }

  @Test
  void environmentThatIsNotConfiguredLacksNothing() {
    assertThat(readiness(writer()).of(new EnvironmentId("elsewhere"), NEEDED)).isEmpty();
  }
}
