package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.state.ComparisonStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcMonitorStoreTest extends MonitorStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final MonitorStore monitor = database.monitor();
  private final FindingStore findings = database.findings();

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @Test
  void nothingButTheReportReadsWhatDiffers() {
    ComparisonName name = new ComparisonName("a-to-b");
    ComparisonStatus status = compared(name);
    database.sql().run("UPDATE comparison SET drift = 'no drift at all'");

    assertThat(monitor.comparison(name)).contains(status);
    assertThat(monitor.comparisons(Set.of(name))).containsEntry(name, status);
    assertThat(monitor.confirm(name, "basis", Samples.NOON)).isTrue();
    assertThatThrownBy(() -> monitor.drift(name, "basis"))
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining("a-to-b");
  }

  @Test
  void driftThatIsDamagedAfterItWasReadOnceIsAnErrorBeforeAnyOfItIsRead() {
    ComparisonName name = new ComparisonName("a-to-b");
    compared(name);
    assertThat(monitor.drift(name, "basis").orElseThrow().changes()).isEmpty();

    // The last bytes, which whoever wants the changes alone does not reach.
    database.sql().run("UPDATE comparison SET drift = substr(drift, 1, length(drift) - 4)");

    assertThatThrownBy(() -> monitor.drift(name, "basis")).isInstanceOf(StoredFormException.class);
  }

  /** Nothing of ours notices: only PostgreSQL knows. */
  @Test
  void rowThatSomebodyElseWritesIsReadAnew() {
    ComparisonName name = new ComparisonName("a-to-b");
    compared(name);
    assertThat(ignored(name)).contains(0);
    for (String statement :
        List.of(
            "UPDATE comparison SET ignored = 1",
            // Twice by one transaction, and once by one that comes to nothing.
            "BEGIN; UPDATE comparison SET ignored = 9; UPDATE comparison SET ignored = 2; COMMIT",
            "BEGIN; UPDATE comparison SET ignored = 9; ROLLBACK",
            "BEGIN; CREATE TABLE copy AS TABLE comparison; DELETE FROM comparison;"
                + " UPDATE copy SET ignored = 3; INSERT INTO comparison TABLE copy; COMMIT",
            "DELETE FROM comparison")) {
      database.sql().run(statement);

      assertThat(ignored(name))
          .as(statement)
          .isEqualTo(
              Optional.of(database.sql().value("SELECT coalesce(max(ignored), -1) FROM comparison"))
                  .map(Integer::valueOf)
                  .filter(ignored -> ignored >= 0));
    }
  }

  private Optional<Integer> ignored(ComparisonName name) {
    return monitor.comparison(name).map(status -> status.drift().ignored());
  }

  /** Made, and without a difference. */
  private ComparisonStatus compared(ComparisonName name) {
    Drift drift = new Drift(List.of(), List.of(), List.of(), List.of(), true);
    ComparisonStatus status =
        new ComparisonStatus(
            name, DriftCounts.of(drift), Optional.empty(), Optional.empty(), "basis", Samples.NOON);
    monitor.compare(name, before -> Optional.of(new Recomputed(status, drift, List.of())));
    return status;
  }

  @Test
  void pruningDeletesABoundedNumberOfRowsInEachTransactionUntilAllAreDone() {
    database
        .sql()
        .run(
            """
            INSERT INTO poll (id, environment, trigger, started_at, finished_at, result)
              SELECT gen_random_uuid(), 'staging', 'schedule', '2025-01-01', '2025-01-01', 'unchanged'
              FROM generate_series(1, 2500);
            CREATE TABLE deletion (transaction xid8, rows bigint);
            CREATE FUNCTION note_deletion() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN INSERT INTO deletion SELECT pg_current_xact_id(), count(*) FROM old_rows; RETURN NULL; END';
            CREATE TRIGGER noted AFTER DELETE ON poll REFERENCING OLD TABLE AS old_rows
              FOR EACH STATEMENT EXECUTE FUNCTION note_deletion();
            """);

    assertThat(monitor.prune(Samples.NOON)).isEqualTo(2500);

    assertThat(
            database
                .sql()
                .value(
                    """
                    SELECT count(DISTINCT transaction) || ' ' || max(rows) || ' ' || sum(rows)
                    FROM deletion
                    """))
        .isEqualTo("3 1000 2500");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
