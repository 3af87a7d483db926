package dev.plumbline.pgdump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientEnvironmentTest {
  private static Map<String, String> of(String url) throws BackupException {
    return ClientEnvironment.of(
        new Database(url, "backup", new Secret.Literal("p'w d"), "public"), "app");
  }

  @Test
  void saysWhereAndAsWhom() throws BackupException {
    assertThat(of("jdbc:postgresql://db.example.com:5433/my%20cms"))
        .containsEntry("PGHOST", "db.example.com")
        .containsEntry("PGPORT", "5433")
        .containsEntry("PGDATABASE", "my cms")
        .containsEntry("PGUSER", "backup")
        .containsEntry("PGPASSWORD", "p'w d")
        .containsEntry("PGAPPNAME", "app")
        .doesNotContainKeys("PGSSLMODE", "PGTARGETSESSIONATTRS");
  }

  @Test
  void namesSeveralHostsWithTheirPorts() throws BackupException {
    assertThat(of("jdbc:postgresql://a:1,[::1]:2,c/cms?targetServerType=primary"))
        .containsEntry("PGHOST", "a,::1,c")
        .containsEntry("PGPORT", "1,2,5432")
        .containsEntry("PGTARGETSESSIONATTRS", "read-write");
  }

  @Test
  void takesTheParametersOfTls() throws BackupException {
    assertThat(
            of(
                "jdbc:postgresql://a/cms?sslmode=verify-ca&sslrootcert=/ca.pem"
                    + "&sslcert=/c.pem&sslkey=/k.pk8"))
        .containsEntry("PGSSLMODE", "verify-ca")
        .containsEntry("PGSSLROOTCERT", "/ca.pem")
        .containsEntry("PGSSLCERT", "/c.pem")
        .containsEntry("PGSSLKEY", "/k.pk8");
    assertThat(of("jdbc:postgresql://a/cms?ssl=true")).containsEntry("PGSSLMODE", "verify-full");
  }

  @Test
  void anotherUrlIsRefused() {
    assertThatThrownBy(() -> of("jdbc:mysql://a/cms"))
        .hasMessage("the URL of the database does not start with jdbc:postgresql://");
  }
}
