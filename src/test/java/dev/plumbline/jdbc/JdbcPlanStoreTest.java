package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.AuditAction;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Unresolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.plan.Plan;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Begun;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.testkit.SamplePlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcPlanStoreTest extends PlanStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final PlanStore store = replica();
  private final AuditStore audit = new JdbcAuditStore(database.dataSource(), database.address());
  private final FindingStore findings = database.findings();

  private PlanStore replica() {
    return new JdbcPlanStore(database.dataSource(), database.address());
  }

  @Override
  PlanStore store() {
    return store;
  }

  @Override
  AuditStore audit() {
    return audit;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void ofTwoProposalsAtOnceOneIsRecorded() throws Exception {
    List<Callable<Begun>> calls = new ArrayList<>();
    for (long i = 1; i <= 8; i++) {
      long number = i;
      calls.add(() -> replica().begin(proposal(number), "t", Optional.empty()));
    }

    assertThat(atOnce(calls)).filteredOn(Begun.New.class::isInstance).hasSize(1);
    assertThat(new AuditVerification(audit).verify().last().number()).isEqualTo(1);
  }

  @Test
  void decisionsOfTwoPeopleOnTwoReplicasBothCount() throws Exception {
    Plan plan = sealed(1, Severity.HIGH);
    List<Callable<Optional<Boolean>>> calls = new ArrayList<>();
    for (String person : List.of("bob", "eve")) {
      Decision decision = decision(Decision.Kind.APPROVE, person, plan.seal().hash());
      calls.add(() -> replica().change(uuid(1), known -> approved(known, decision)));
    }

    assertThat(atOnce(calls)).containsExactly(Optional.of(true), Optional.of(true));

    StoredPlan approved = store.plan(uuid(1)).orElseThrow();
    assertThat(approved.state().kind()).isEqualTo(PlanState.Kind.APPROVED);
    assertThat(approved.decisions()).hasSize(2);
    assertThat(new AuditVerification(audit).verify().isValid()).isTrue();
  }

  @Test
  void ofManyDecisionsOfOnePersonAtOnceOneIsRecorded() throws Exception {
    Plan plan = sealed(1, Severity.HIGH);
    Decision decision = decision(Decision.Kind.APPROVE, "bob", plan.seal().hash());
    List<Callable<Optional<Boolean>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          () ->
              replica()
                  .change(
                      uuid(1),
                      known ->
                          known.decisions().isEmpty()
                              ? approved(known, decision)
                              : Changed.nothing(false)));
    }

    assertThat(atOnce(calls)).filteredOn(Optional.of(true)::equals).hasSize(1);
    assertThat(store.plan(uuid(1)).orElseThrow().decisions()).hasSize(1);
    // Whatever a program forgets, the database does not.
    assertThatThrownBy(() -> store.change(uuid(1), known -> approved(known, decision)))
        .isInstanceOf(RuntimeException.class);
    assertThat(audit.head().number()).isEqualTo(3);
  }

  @Test
  void planIsNotChangedWhereItsEventCannotBeWritten() {
    database.sql().run("ALTER TABLE plan_event ADD CHECK (kind <> 'waiting')");
    begin(proposal(1));

    assertThatThrownBy(() -> sealed(1, Severity.HIGH)).isInstanceOf(RuntimeException.class);

    assertThat(store.plan(uuid(1)).orElseThrow().state()).isEqualTo(new PlanState.Planning());
    assertThat(audit.head().number()).isEqualTo(1);
  }

  @Test
  void ofManyReplicasThatSeeThatAPlanExpiresSoonOneRecordsIt() throws Exception {
    sealed(1, Severity.HIGH);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> replica().warn(uuid(1), noonPlus(50)));
    }

    assertThat(atOnce(calls)).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(store.events(uuid(1))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_entry SET subject = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head"
      })
  void auditIsOnlyAddedTo(String statement) {
    begin(proposal(1));

    assertThatThrownBy(() -> database.sql().run(statement))
        .hasMessageContaining("the audit of Plumbline is only added to");
    assertThat(new AuditVerification(audit).verify().last().number()).isEqualTo(1);
  }

  @Test
  void whoeverSwitchesTheTriggerOffIsFound() {
    sealed(1, Severity.HIGH);
    database.sql().run("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only");

    database.sql().run("UPDATE audit_entry SET person = 'eve' WHERE number = 1");
    assertThat(new AuditVerification(audit).verify().problem())
        .contains("entry 1 was changed after it was recorded");
    database.sql().run("UPDATE audit_entry SET person = 'ada' WHERE number = 1");
    assertThat(new AuditVerification(audit).verify().isValid()).isTrue();
    database.sql().run("UPDATE audit_entry SET action = 'nothing' WHERE number = 2");
    assertThat(new AuditVerification(audit).verify().problem())
        .contains("entry 2 cannot be read any more");
    database.sql().run("DELETE FROM audit_entry WHERE number = 2");
    assertThat(new AuditVerification(audit).verify().problem())
        .contains("the last entry is 1, but 2 were recorded");
  }

  @Test
  void acknowledgementsAndPausesAreInTheAudit() {
    Observation seen = observation(SCOPE, "a");
    database.monitor().reconcile(SCOPE, known -> Reconciler.findings(known, List.of(seen), NOON));
    findings.update(
        seen.id(),
        Optional.of("ci"),
        noonPlus(1),
        state ->
            ((Unresolved) state).acknowledge("ci", SamplePlans.ODD, noonPlus(1), Optional.empty()));
    findings.update(
        seen.id(),
        Optional.of("ops"),
        noonPlus(2),
        state -> ((Acknowledged) state).unacknowledge());
    database.monitor().pause(STAGING, new Pause("ci", "upgrade", noonPlus(3)));
    database.monitor().resume(STAGING, "ops", noonPlus(4));
    database.monitor().resume(STAGING, "ops", noonPlus(5));
    database.monitor().resume(PRODUCTION, "ops", noonPlus(6));

    assertThat(audit.after(0, 10))
        .extracting(entry -> entry.entry().action() + " " + entry.entry().token().orElse("-"))
        .containsExactly(
            AuditAction.FINDING_ACKNOWLEDGED + " ci",
            AuditAction.ACKNOWLEDGEMENT_REMOVED + " ops",
            AuditAction.ENVIRONMENT_PAUSED + " ci",
            AuditAction.ENVIRONMENT_RESUMED + " ops");
    assertThat(audit.after(0, 1).getFirst().entry().details())
        .containsEntry("note", SamplePlans.ODD);
    assertThat(new AuditVerification(audit).verify().isValid()).isTrue();
  }

  @Test
  void payloadOfFiftyMegabytesIsNotReadForAList() {
    Plan plan = sealed(1, Severity.HIGH);
    // What no list may read cannot be read at all.
    database.sql().run("UPDATE plan SET payload = '\\x00', document = '\\x00'");

    assertThat(
            store
                .plans(
                    new PlanStore.Filter(
                        Access.ALL, Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    10)
                .items()
                .getFirst()
                .seal())
        .contains(plan.seal());
    assertThat(store.sealed()).hasSize(1);
    assertThat(store.counts().hazards()).hasSize(1);
    assertThatThrownBy(() -> store.plan(uuid(1))).hasMessageContaining("is damaged");
  }

  @Test
  void planOfANewerVersionIsNotReadWrongly() {
    sealed(1, Severity.HIGH);
    database.sql().run("UPDATE plan SET state_detail = replace(state_detail, '{', '{\"more\":1,')");

    assertThatThrownBy(() -> store.plan(uuid(1)))
        .hasMessageContaining("plan " + uuid(1) + " cannot be read")
        .hasMessageContaining("more");
  }
}
