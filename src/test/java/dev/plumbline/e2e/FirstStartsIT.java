package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several replicas begin at once on a new store, all of which make the jobs of the scheduler. To
 * add one takes so long here that the others always ask for it before it is there; all of them
 * together take less than the limit after which a replica does not wait for another one.
 */
class FirstStartsIT {
  private static final int REPLICAS = 3;

  /** The tables are made before, because only then they can be made slow. */
  private static final String SLOW =
      """
      CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END';
      CREATE TRIGGER slow BEFORE INSERT ON qrtz_job_details FOR EACH ROW EXECUTE FUNCTION slow();
      """;

  @Test
  void allOfThemBecomeReady(@TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    laboratory.postgres().createDatabase("first_starts_store", "template0", "postgres");
    Sql store = laboratory.postgres().superuser("first_starts_store");
    Flyway.configure()
        .dataSource(store.jdbcUrl(), store.username(), store.password())
        .load()
        .migrate();
    store.run(SLOW);
    List<ServiceProcess> replicas = new ArrayList<>();
    try {
      for (int number = 0; number < REPLICAS; number++) {
        ServiceConfiguration configuration = configuration(store);
        replicas.add(
            replica(
                    folder.resolve("replica-" + number),
                    number == 0 ? withProviderThatIsAway(configuration) : configuration)
                .begin());
      }
      for (ServiceProcess replica : replicas) {
        replica.await(
            "ready, or ended",
            Duration.ofMinutes(2),
            () -> !replica.isRunning() || replica.management().answers("/q/health/ready"));
        assertThat(replica.isRunning()).as(() -> replica.log()).isTrue();
        assertThat(replica.log()).doesNotContain("continues without waiting");
      }
      assertSignIn(replicas.getFirst(), 503, "did not answer as it should");
      assertSignIn(replicas.getLast(), 404, "is not configured");
    } finally {
      replicas.forEach(ServiceProcess::close);
    }
    assertThat(store.rows("SELECT job_name FROM qrtz_job_details"))
        .contains("retention", "lapsed-acknowledgements")
        .doesNotHaveDuplicates();
  }

  /** Only who wants to sign in there notices that the provider is away. */
  private static void assertSignIn(ServiceProcess replica, int status, String text) {
    HttpResponse<String> page = replica.api().send("GET", "/sign-in", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().contains("Sign in with")).isEqualTo(status == 503);
    HttpResponse<String> started = replica.api().send("GET", "/sign-in/oidc", "");
    assertThat(started.statusCode()).isEqualTo(status);
    assertThat(started.body()).contains(text);
  }

  private static ServiceProcess replica(Path folder, ServiceConfiguration configuration)
      throws Exception {
    return new ServiceProcess(
        Files.createDirectories(folder), configuration.keys(), "first-starts-it", List.of());
  }

  private static ServiceConfiguration withProviderThatIsAway(ServiceConfiguration configuration) {
    return configuration
        .with("plumbline.public-url", "http://localhost:8080")
        .with("plumbline.oidc.issuer", "http://127.0.0.1:9")
        .with("plumbline.oidc.client-id", "plumbline")
        .with("plumbline.oidc.client-secret", "a-client-secret")
        .with("plumbline.oidc.roles.all.group", "staff")
        .with("plumbline.oidc.roles.all.role", "viewer");
  }

  private static ServiceConfiguration configuration(Sql store) {
    return new ServiceConfiguration()
        .with("plumbline.environments.staging.tier", "staging")
        .with("plumbline.environments.staging.directus.url", "http://127.0.0.1:9")
        .token("tests", "admin", "first-starts-it")
        .store(store);
  }
}
