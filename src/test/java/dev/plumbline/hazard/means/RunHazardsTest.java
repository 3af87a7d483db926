package dev.plumbline.hazard.means;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.means.RunFacts.Narrowing;
import dev.plumbline.hazard.means.RunFacts.RunRole;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunFacts.WriterRole;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.severity.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run lacks, one by one. */
class RunHazardsTest {
  /** Those after {@code shared_database} are about runs. */
  private static final Set<HazardCode> CODES =
      EnumSet.range(HazardCode.WRITER_TOKEN_MISSING, HazardCode.BACKUP_NARROWED);

  /** One consequence each of a run without a role that writes, so they never come alone. */
  private static final Set<HazardCode> WITHOUT_WRITER =
      EnumSet.of(
          HazardCode.ROLLBACK_NOT_POSSIBLE,
          HazardCode.LATE_ROWS_NOT_SAFE,
          HazardCode.TRANSACTION_AGES_NOT_VISIBLE);

  @Test
  void eachCodeIsAloneWhereOnlyThatIsLacking() {
    var lacking = SampleFacts.lacking();

    Set<HazardCode> alone = EnumSet.copyOf(CODES);
    alone.removeAll(WITHOUT_WRITER);
    assertThat(lacking.keySet()).isEqualTo(alone);
    lacking.forEach(
        (code, facts) ->
            assertThat(RunHazards.of(facts)).extracting(Hazard::code).containsExactly(code));
  }

  @Test
  void nothingIsLacking() {
    assertThat(
            RunHazards.of(SampleFacts.facts(RunRole.WRITER, SampleFacts.TARGET, SampleFacts.PROOF)))
        .isEmpty();
  }

  @Test
  void noPlanIsRefusedAndWhatARunNeedsStopsIt() {
    assertThat(SampleFacts.hazards())
        .noneMatch(Hazard::refuses)
        .allMatch(hazard -> RunHazards.stopsRun(hazard) == hazard.code().stopsRun())
        .allMatch(hazard -> hazard.remedy().isPresent());
    assertThat(CODES)
        .filteredOn(code -> !code.stopsRun())
        .containsExactly(
            HazardCode.ROLLBACK_NOT_POSSIBLE,
            HazardCode.LATE_ROWS_NOT_SAFE,
            HazardCode.TRANSACTION_AGES_NOT_VISIBLE,
            HazardCode.SESSIONS_NOT_CANCELLED,
            HazardCode.BACKUP_NARROWED);
  }

  /** Whatever the role that watches may do: a run does not use it to cancel. */
  @Test
  void runWithoutAWriterSaysEachConsequence() {
    assertThat(
            RunHazards.of(
                SampleFacts.facts(RunRole.WATCHER, SampleFacts.TARGET, SampleFacts.PROOF)))
        .extracting(Hazard::code)
        .containsExactly(
            HazardCode.ROLLBACK_NOT_POSSIBLE,
            HazardCode.SESSIONS_NOT_CANCELLED,
            HazardCode.LATE_ROWS_NOT_SAFE);
    assertThat(SampleFacts.withoutWriter())
        .extracting(Hazard::code)
        .containsExactly(
            HazardCode.ROLLBACK_NOT_POSSIBLE,
            HazardCode.SESSIONS_NOT_CANCELLED,
            HazardCode.LATE_ROWS_NOT_SAFE,
            HazardCode.TRANSACTION_AGES_NOT_VISIBLE);
    assertThat(SampleFacts.withoutWriter())
        .noneMatch(RunHazards::stopsRun)
        .filteredOn(hazard -> hazard.severity() == Severity.MEDIUM)
        .as("each is approved by one person, or by two where the target is protected")
        .hasSize(3);
  }

  @Test
  void withoutAWriterWhatCannotBeReadIsSaidAsSuch() {
    List<Hazard> hazards =
        RunHazards.of(
            SampleFacts.facts(
                RunRole.WATCHER,
                new TargetFacts(
                    17,
                    new Fact.Unknown<>("no role of that name"),
                    new Fact.Known<>(SampleFacts.BACKUP),
                    SampleFacts.TARGET.extensions(),
                    Optional.empty()),
                SampleFacts.PROOF));

    assertThat(hazards)
        .filteredOn(hazard -> hazard.evidence() instanceof HazardEvidence.NotCounted)
        .extracting(Hazard::code)
        .containsExactly(HazardCode.TRANSACTION_AGES_NOT_VISIBLE);
    assertThat(hazards).noneMatch(RunHazards::stopsRun);
  }

  @Test
  void sameVersionAndMoreExtensionsAreFit() {
    assertThat(
            RunHazards.of(
                SampleFacts.facts(
                    RunRole.WRITER,
                    SampleFacts.TARGET,
                    SampleFacts.proof(17, "plpgsql", "postgis"))))
        .isEmpty();
  }

  @Test
  void extensionThatTheProofLacksIsNamed() {
    assertThat(
            RunHazards.of(
                SampleFacts.facts(
                    RunRole.WRITER,
                    SampleFacts.target(
                        SampleFacts.WRITER, SampleFacts.BACKUP, "plpgsql", "postgis"),
                    SampleFacts.PROOF)))
        .singleElement()
        .extracting(Hazard::message)
        .isEqualTo(
            "the backup of a run cannot be proven on a server of Plumbline's own, PostgreSQL 17:"
                + " the target has `postgis`, which that server cannot install; so no run can"
                + " carry the plan out");
  }

  @Test
  void superuserIsOnlyCancelledByAnother() {
    assertThat(
            RunHazards.of(
                SampleFacts.facts(
                    RunRole.WRITER,
                    SampleFacts.target(
                        new WriterRole("w", true, false, true), SampleFacts.BACKUP, "plpgsql"),
                    SampleFacts.PROOF)))
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.message()).contains("which is a superuser there");
              assertThat(hazard.remedy())
                  .contains("let Directus connect as a role that is not a superuser");
            });
  }

  /** Never guessed, and never a reason to stop a run. */
  @Test
  void whatCannotBeReadIsSaidAsSuch() {
    List<Hazard> hazards =
        RunHazards.of(
            new RunFacts(
                SampleFacts.PRODUCTION,
                true,
                RunRole.WRITER,
                Optional.of(new Fact.Unknown<>("it was away")),
                new Fact.Unknown<>("it was away"),
                SampleFacts.PROOF,
                Optional.of(SampleFacts.narrowing(1))));

    assertThat(hazards)
        .extracting(Hazard::code)
        .containsExactlyInAnyOrder(
            HazardCode.SESSIONS_NOT_VISIBLE,
            HazardCode.SESSIONS_NOT_CANCELLED,
            HazardCode.BACKUP_CLIENT_UNFIT,
            HazardCode.BACKUP_ROLE_UNFIT,
            HazardCode.PROOF_SERVER_UNFIT,
            HazardCode.BACKUP_NARROWED);
    assertThat(hazards)
        .allMatch(hazard -> hazard.message().startsWith("it is unknown whether "))
        .allMatch(hazard -> hazard.severity() == hazard.code().gravest())
        .allMatch(hazard -> hazard.evidence().equals(new HazardEvidence.NotCounted("it was away")))
        .noneMatch(RunHazards::stopsRun);
  }

  @Test
  void onePartMayBeUnknown() {
    TargetFacts target =
        new TargetFacts(
            17,
            new Fact.Unknown<>("no role of that name"),
            new Fact.Known<>(SampleFacts.BACKUP),
            SampleFacts.TARGET.extensions(),
            Optional.empty());

    assertThat(RunHazards.of(SampleFacts.facts(RunRole.WRITER, target, SampleFacts.PROOF)))
        .extracting(Hazard::code)
        .containsExactly(HazardCode.SESSIONS_NOT_VISIBLE, HazardCode.SESSIONS_NOT_CANCELLED);
  }

  @Test
  void narrowedBackupIsCounted() {
    assertThat(RunHazards.of(SampleFacts.narrowed(2000, 1999)))
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.severity()).isEqualTo(Severity.MEDIUM);
              assertThat(hazard.evidence())
                  .isEqualTo(
                      new HazardEvidence.Counted(
                          new TreeMap<>(
                              Map.of(
                                  "database_bytes",
                                  2000L,
                                  "narrow_above_bytes",
                                  1999L,
                                  "tables_without_rows",
                                  1L))));
              assertThat(hazard.message())
                  .contains("has 2000 bytes, more than 50GB", "no rows of 1 table that");
              assertThat(hazard.remedy().orElseThrow())
                  .contains("plumbline.environments.production.backup.narrow-above");
            });
    assertThat(RunHazards.of(SampleFacts.narrowed(2000, 2000))).as("not larger").isEmpty();
  }

  /** A plan that needs all tables has a whole backup, however large the database is. */
  @Test
  void backupThatLacksNothingIsNotNarrowed() {
    RunFacts facts = SampleFacts.narrowed(2000, 1);

    assertThat(
            RunHazards.of(
                new RunFacts(
                    facts.environment(),
                    facts.token(),
                    facts.role(),
                    facts.target(),
                    facts.client(),
                    facts.proof(),
                    Optional.of(
                        new Narrowing(1, "1B", NeededTables.of(Set.of("articles", "events")))))))
        .isEmpty();
  }

  @Test
  void withoutADatabaseThereIsNoBackup() {
    assertThat(
            RunHazards.of(
                new RunFacts(
                    SampleFacts.PRODUCTION,
                    true,
                    RunRole.WRITER,
                    Optional.empty(),
                    new Fact.Known<>(Optional.empty()),
                    SampleFacts.PROOF,
                    Optional.of(SampleFacts.narrowing(1)))))
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.code()).isEqualTo(HazardCode.BACKUP_ROLE_UNFIT);
              assertThat(hazard.message()).startsWith("no database of the target is configured");
            });
  }

  @ParameterizedTest
  @EnumSource(HazardCode.class)
  void onlyWhatIsAboutRunsStopsOne(HazardCode code) {
    assertThat(!code.stopsRun() || CODES.contains(code)).isTrue();
  }
}
