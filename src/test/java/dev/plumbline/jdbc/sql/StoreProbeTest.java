package dev.plumbline.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that cannot hold the tables is refused with one sentence, before the service starts. */
class StoreProbeTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();
  private static final String ROLE = "store_user";
  private static final String DATABASE = "store_probe";

  @BeforeEach
  void create() {
    POSTGRES.createRole(ROLE, "secret");
    POSTGRES.createDatabase(DATABASE, "template1", "postgres");
    POSTGRES.sql(DATABASE, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
  }

  @AfterEach
  void drop() {
    POSTGRES.dropDatabase(DATABASE);
    POSTGRES.dropRole(ROLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT USAGE ON SCHEMA public TO store_user | does not let the role store_user make tables: GRANT CREATE ON SCHEMA public TO store_user",
        "SELECT 1 | has no schema for the tables: search_path is \"$user\", public",
        "GRANT ALL ON SCHEMA public TO store_user; ALTER ROLE store_user SET default_transaction_read_only = on | is read-only for the role store_user: default_transaction_read_only is on",
        "GRANT ALL ON SCHEMA public TO store_user; ALTER DATABASE store_probe SET default_transaction_read_only = on | is read-only for the role store_user: default_transaction_read_only is on"
      })
  void storeThatCannotHoldTheTablesIsRefused(String statements, String why) {
    POSTGRES.sql(DATABASE, statements);

    assertThat(refusal())
        .contains("Plumbline's store (store_probe on 127.0.0.1:" + POSTGRES.port() + ") " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "'GRANT ALL ON SCHEMA public TO store_user'",
    "'CREATE SCHEMA AUTHORIZATION store_user'",
    "'GRANT USAGE ON SCHEMA public TO store_user; CREATE TABLE flyway_schema_history ()'"
  })
  void storeThatHoldsTheTablesOrMayIsTaken(String statements) {
    POSTGRES.sql(DATABASE, statements);

    assertThat(refusal()).isEmpty();
  }

  @Test
  void databaseThatIsMissingIsNamed() {
    assertThat(StoreProbe.refusal(POSTGRES.jdbcUrl("absent"), ROLE, "secret").orElseThrow())
        .contains("absent on 127.0.0.1", "it has no such database")
        .doesNotContain("secret");
  }

  private static Optional<String> refusal() {
    return StoreProbe.refusal(POSTGRES.jdbcUrl(DATABASE), ROLE, "secret");
  }
}
