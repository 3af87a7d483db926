package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PgBouncer;
import dev.plumbline.reading.Reason;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement of 40 s behind a real PgBouncer. */
class ScanBehindPoolerIT {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  /** The second connection is accepted, and its question is never asked. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void longStatementIsGivenUpIfThePoolHasOneConnection(@TempDir Path folder) {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        PgBouncer pooler = new PgBouncer(folder, POSTGRES, 1, scanned.name(), Scanned.PASSWORD)) {
      Check slow = scanned.slowView();

      assertThat(scanned.failure(slow, pooler.jdbcUrl(scanned.name())))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
          .hasMessageContaining("needs two connections");
    }
  }
}
