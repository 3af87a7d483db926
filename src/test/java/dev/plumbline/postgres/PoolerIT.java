package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PgBouncer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large schema behind a real PgBouncer, whose sessions take turns on few connections. */
class PoolerIT {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readsTheSameAsWithoutPooler(int pool, @TempDir Path folder) {
    try (TestDatabase database = TestDatabase.create(POSTGRES);
        PgBouncer pooler =
            new PgBouncer(folder, POSTGRES, pool, database.reader(), TestDatabase.PASSWORD)) {
      ReadHalfTest.enlarge(database);
      Watching behind =
          Watching.of(pooler.jdbcUrl(database.name()), database.reader(), TestDatabase.PASSWORD);

      assertThat(behind.read()).isEqualTo(database.watching().read());
      assertThat(behind.fingerprint()).isEqualTo(database.watching().fingerprint());
    }
  }
}
