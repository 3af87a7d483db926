package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.NobodyWaitsException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcFindingStoreTest extends FindingStoreContract {
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
  void nothingIsReadForSomebodyWhoIsMissing() {
    AtomicBoolean gone = new AtomicBoolean();
    FindingStore asked =
        new JdbcFindingStore(
            new RequestConnections(database.dataSource(), gone::get), database.address());
    assertThat(asked.counts()).isEmpty();

    gone.set(true);

    assertThatThrownBy(asked::counts).isInstanceOf(NobodyWaitsException.class);
  }

  /** There may be a hundred thousand of them, and each scrape of the metrics counts them. */
  @Test
  void findingsAreCountedWithoutReadingTheirRows() {
    var sql = database.sql();
    sql.run(
        """
        INSERT INTO finding (id, scope, environment, comparison, kind, code, severity, subject,
          path, message, opened_at, last_seen_at, occurrences, state)
        SELECT md5(n::text), 'comparison/' || n % 10, 'production', n % 10, 'change',
          'field_removed', 'high', '', '', repeat('m', 100), now(), now(), 1, 'open'
        FROM generate_series(1, 5000) n
        """);
    // As autovacuum leaves it.
    sql.run("VACUUM ANALYZE finding");

    assertThat(sql.rows("EXPLAIN " + JdbcFindingStore.COUNTS))
        .anyMatch(line -> line.contains("Index Only Scan using finding_counts"));
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
