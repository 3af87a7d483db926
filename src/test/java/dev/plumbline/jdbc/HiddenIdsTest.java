package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.finding;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.running;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.backup.JdbcBackupStore;
import dev.plumbline.jdbc.run.JdbcRunStore;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import dev.plumbline.testkit.SamplePlans;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whether something may be seen is decided before anything of it is read: otherwise the time of the
 * answer would reveal what is hidden.
 */
final class HiddenIdsTest {
  private static final UUID STORED = uuid(1);
  private static final UUID ABSENT = uuid(2);

  private final StoreDatabase database = StoreDatabase.create();
  private final List<String> work = new ArrayList<>();

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  /** How each kind of thing is read by its id. */
  private Map<String, BiFunction<UUID, Access, Optional<?>>> stored() {
    DataSource counted = counted(database.dataSource());
    StoreAddress address = database.address();
    JdbcMonitorStore monitor = new JdbcMonitorStore(counted, address);
    monitor.begin(running(1, PRODUCTION));
    JdbcScanStore scans = new JdbcScanStore(counted, address);
    scans.begin(
        new Scan(
            STORED,
            PRODUCTION,
            Poll.Trigger.REQUEST,
            NOON,
            Optional.empty(),
            Scan.State.RUNNING,
            Scan.Progress.NONE,
            Optional.empty()));
    JdbcDeploymentStore deployments = new JdbcDeploymentStore(counted, address);
    deployments.begin(
        Deployment.begun(
            STORED,
            PRODUCTION,
            NOON,
            "ci",
            new Deployment.Details(Optional.empty(), Optional.empty(), Optional.empty())),
        Optional.empty());
    JdbcBackupStore backups = new JdbcBackupStore(counted, address);
    backups.begin(
        Backup.waiting(STORED, PRODUCTION, NOON, Optional.of("ci"), Optional.empty()),
        Optional.empty());
    JdbcPlanStore plans = new JdbcPlanStore(counted, address);
    Proposal proposal = SamplePlans.proposal(STORED, "ada", NOON);
    SamplePlans.sealed(plans, proposal);
    database
        .sql()
        .run(
            """
            INSERT INTO run (id, plan, comparison, source, target, started_at, started_by, token, state)
            SELECT id, id, comparison, source, target, now(), 'ada', 'ada-laptop', 'running' FROM plan
            """);
    JdbcRunStore runs = new JdbcRunStore(counted, address);
    JdbcFindingStore findings = new JdbcFindingStore(counted, address);
    Finding finding =
        finding(observation(new Scope.OfPair(STAGING, PRODUCTION), "a"), NOON, new Open());
    monitor.reconcile(finding.observation().scope(), before -> List.of(finding));

    Map<String, BiFunction<UUID, Access, Optional<?>>> all = new LinkedHashMap<>();
    all.put("poll", monitor::poll);
    all.put("scan", scans::scan);
    all.put("deployment", deployments::deployment);
    all.put("backup", backups::backup);
    all.put("plan", plans::plan);
    all.put("run", runs::run);
    all.put(
        "finding",
        (id, visible) ->
            findings.finding(
                id.equals(STORED) ? finding.id() : new FindingId("0".repeat(32)),
                Filter.visible(visible, Set.of())));
    return all;
  }

  @Test
  void whatIsHiddenTakesTheSameStatementsAndRowsAsWhatIsAbsent() {
    stored()
        .forEach(
            (kind, read) -> {
              assertThat(read.apply(STORED, Access.ALL)).as(kind).isPresent();
              assertThat(read.apply(STORED, Access.only(STAGING, PRODUCTION))).as(kind).isPresent();
              for (Access other :
                  List.of(
                      Access.only(),
                      Access.only(STAGING),
                      Access.only(new EnvironmentId("another")))) {
                assertThat(work(read, STORED, other))
                    .as(kind)
                    .hasSize(1)
                    .isEqualTo(work(read, ABSENT, other));
              }
            });
  }

  /** What reading it did, if it may not be seen. */
  private List<String> work(BiFunction<UUID, Access, Optional<?>> read, UUID id, Access visible) {
    work.clear();
    assertThat(read.apply(id, visible)).isEmpty();
    return List.copyOf(work);
  }

  private DataSource counted(DataSource dataSource) {
    return proxy(DataSource.class, dataSource);
  }

  /** Writes down each statement that is prepared, and each row that is read. */
  private <T> T proxy(Class<T> type, Object original) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object result;
          try {
            result = method.invoke(original, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          if (method.getName().equals("prepareStatement")) {
            work.add((String) arguments[0]);
          } else if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
            work.add("a row");
          }
          return switch (result) {
            case null -> null;
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case Connection connection -> proxy(Connection.class, connection);
            case ResultSet rows -> proxy(ResultSet.class, rows);
            default -> result;
          };
        };
    return type.cast(
        Proxy.newProxyInstance(
            HiddenIdsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
