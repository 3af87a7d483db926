package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MigrationTest {
  @Test
  void quartzTablesAreThoseOfTheQuartzThatRuns() throws IOException {
    String theirs = resource("/org/quartz/impl/jdbcjobstore/tables_postgres.sql");

    assertThat(statements(resource("/db/migration/V2__quartz.sql")))
        .isEqualTo(statements(theirs.replaceAll("(?m)^(DROP TABLE|COMMIT).*", "")));
  }

  @Test
  void migratedDatabaseHasOurTables() {
    try (StoreDatabase database = StoreDatabase.create()) {
      assertThat(
              database
                  .sql()
                  .rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
          .contains("comparison", "environment", "finding", "poll", "snapshot", "snapshot_period")
          .filteredOn(name -> name.startsWith("qrtz_"))
          .hasSize(11);
    }
  }

  private static String statements(String sql) {
    return sql.replaceAll("(?m)^--.*", "").replaceAll("\\s+", " ").strip();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = MigrationTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
