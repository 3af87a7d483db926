package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.postgres.StatementRelay;
import dev.plumbline.lab.service.ServiceApi;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A production and its copy, watched by a service of which two environments are configured wrongly:
 * {@code again} is the database of production by way of a relay, and {@code mixed} has the API of
 * the original and the database of the copy.
 */
final class IdentityStory {
  private static final String TOKEN = "identity-story";
  private static final Pattern OF_TRANSACTION =
      Pattern.compile(
          "(BEGIN|COMMIT|ROLLBACK|SET TRANSACTION|SET LOCAL|SELECT|WITH|SAVEPOINT|RELEASE)\\b.*",
          Pattern.DOTALL);
  private static final Pattern OF_SESSION =
      Pattern.compile(
          "pg_(try_)?advisory_lock(_shared)?\\(|set_config\\([^()]*, *(false|'f')\\)|WITH HOLD");

  private static final List<String> NAMES = List.of("production", "copy", "again", "mixed");
  private static final List<String> WRONG =
      List.of(
          "again high same_database production",
          "mixed high api_of_another_directus",
          "mixed high same_database copy");

  private static final String SAME_PROJECT =
      "UPDATE directus_settings SET project_id = '11111111-2222-4333-8444-555555555555'";
  private static final String OWN_PROJECT =
      "UPDATE directus_settings SET project_id = gen_random_uuid()";
  private static final String STATIC_TOKENS =
      """
      INSERT INTO directus_users (id, email, status, token) VALUES
        (gen_random_uuid(), 'one@example.com', 'active', 'a static token'),
        (gen_random_uuid(), 'two@example.com', 'active', 'another, "quoted"\\ token')
      """;
  private static final String HALF_UPGRADED =
      """
      CREATE SCHEMA elsewhere;
      CREATE TABLE elsewhere.migrations AS SELECT * FROM directus_migrations WHERE version > '2026';
      DELETE FROM directus_migrations WHERE version > '2026';
      INSERT INTO directus_files (id, storage, filename_download)
        VALUES ('aaaaaaaa-0000-4000-8000-000000000002', 's3', 'a.txt')
      """;
  private static final String UPGRADED =
      """
      INSERT INTO directus_migrations SELECT * FROM elsewhere.migrations;
      DROP SCHEMA elsewhere CASCADE;
      DELETE FROM directus_files WHERE id = 'aaaaaaaa-0000-4000-8000-000000000002'
      """;
  private static final String WITHOUT_TOKENS =
      "DELETE FROM directus_users WHERE email IN ('one@example.com', 'two@example.com')";

  private final LabEnvironment original;
  private final LabEnvironment copy;

  IdentityStory(LabEnvironment original, LabEnvironment copy) {
    this.original = original;
    this.copy = copy;
  }

  void tell(Path folder) throws IOException {
    Sql superuser = copy.database().postgres().superuser(copy.name());
    superuser.run("CREATE ROLE " + outsider());
    try (StatementRelay relay = new StatementRelay(original.database().postgres().port(), 0);
        StatementRelay otherRelay = new StatementRelay(original.database().postgres().port(), 0);
        ServiceProcess service =
            new ServiceProcess(
                folder, configuration(folder, relay, otherRelay).keys(), TOKEN, List.of())) {
      service.start();
      Watch watch = new Watch(service);
      try {
        tell(service, watch);
        watch.scan("again");
        assertNothingIsOfTheSession(relay);
      } finally {
        superuser.run("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(outsider()));
        both(OWN_PROJECT + ";" + WITHOUT_TOKENS);
        both("REVOKE SELECT (token) ON directus_users FROM \"%s\"");
      }
    }
  }

  private void tell(ServiceProcess service, Watch watch) {
    assertIdentity(service, watch);
    assertThat(watch.state("promotion")).isEqualTo("in_sync");
    assertThat(watch.reason("twice"))
        .isEqualTo("production and again are configured with the same database");
    assertThat(watch.reason("crossed"))
        .isEqualTo("the API and the database of mixed belong to different Directus instances");
    JsonObject identity =
        (JsonObject) service.api().get("/api/v1/environments/copy").get("identity");
    assertThat(ServiceApi.text(identity, "directusRole")).isEqualTo("directus");
    assertThat(ServiceApi.text(identity, "directusRoleFrom")).isEqualTo("owner");
    assertThat(identity.get("apiServesDatabase").toString()).contains("true");

    assertRoles(service, watch);

    // Copies are reported apart by what one of them has done since.
    both(SAME_PROJECT);
    original.directus().patch("/settings", "{\"project_descriptor\": \"original\"}");
    original.directus().patch("/settings", "{\"project_descriptor\": null}");
    assertIdentity(service, watch, "copy medium same_project production");
    assertThat(message(service, "same_project"))
        .startsWith("copy and production have the same project_id")
        .contains("Whether static tokens are valid in both is unknown");

    both("GRANT SELECT (token) ON directus_users TO \"%s\";" + STATIC_TOKENS);
    assertIdentity(
        service,
        watch,
        "copy medium same_project production",
        "copy high static_tokens_valid_in_both production");
    assertThat(message(service, "static_tokens_valid_in_both"))
        .startsWith("2 static tokens are valid in both copy and production")
        .doesNotContain("a static token");

    copy.sql(OWN_PROJECT);
    copy.sql(HALF_UPGRADED);
    assertIdentity(
        service,
        watch,
        "copy high static_tokens_valid_in_both production",
        "copy high migrations_behind",
        "copy info storage_locations_differ production");
    copy.sql(UPGRADED);

    copy.sql("UPDATE directus_users SET status = 'suspended' WHERE email = 'one@example.com'");
    original.sql("UPDATE directus_users SET token = 'mine' WHERE email = 'two@example.com'");
    assertIdentity(service, watch);
  }

  private void assertIdentity(ServiceProcess service, Watch watch, String... more) {
    watch.poll(NAMES.toArray(String[]::new));

    assertThat(
            service
                .api()
                .list("/api/v1/findings?kind=identity&state=open&limit=500", "items")
                .stream()
                .map(
                    finding ->
                        Stream.of("environment", "severity", "code", "subject")
                            .map(member -> ServiceApi.text(finding, member))
                            .reduce("", (line, part) -> (line + " " + part).strip())))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(WRONG.stream(), Stream.of(more)).toList());
  }

  /** Of configured roles; that of Directus itself may do everything. */
  private void assertRoles(ServiceProcess service, Watch watch) {
    Reported reported = new Reported(service.api());
    Sql superuser = copy.database().postgres().superuser(copy.name());
    assertThat(reported.open("kind=mismatch"))
        .containsExactly("high role_cannot_use_schema", "medium role_missing");

    superuser.run("GRANT USAGE ON SCHEMA public TO " + outsider());
    watch.poll("mixed");
    assertThat(reported.open("kind=mismatch"))
        .containsExactly(
            "high role_cannot_read_table",
            "medium role_cannot_create_tables",
            "medium role_missing");

    superuser.run(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %1$s; GRANT CREATE ON SCHEMA public TO %1$s"
            .formatted(outsider()));
    watch.poll("mixed");
    assertThat(reported.open("kind=mismatch"))
        .containsExactly("high role_cannot_write_table", "medium role_missing");
  }

  private String outsider() {
    return copy.name() + "_outsider";
  }

  /** Of polls and of a scan: behind a pooler the next client would inherit it. */
  private static void assertNothingIsOfTheSession(StatementRelay relay) {
    assertThat(relay.statements())
        .hasSizeGreaterThan(100)
        .allSatisfy(statement -> assertThat(statement.strip()).matches(OF_TRANSACTION))
        .noneSatisfy(statement -> assertThat(statement).containsPattern(OF_SESSION));
    assertThat(relay.preparedNames()).isEmpty();
  }

  private static String message(ServiceProcess service, String code) {
    return service
        .api()
        .list("/api/v1/findings?kind=identity&state=open&limit=500", "items")
        .stream()
        .filter(finding -> ServiceApi.text(finding, "code").equals(code))
        .map(finding -> ServiceApi.text(finding, "message"))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param statements with the name of the reader, if they need it
   */
  private void both(String statements) {
    for (LabEnvironment environment : new ArrayList<>(List.of(original, copy))) {
      environment.sql(statements.replace("%s", environment.readerUsername()));
    }
  }

  /** By another port, which the validation of the configuration does not see through. */
  private static String url(StatementRelay relay, LabEnvironment environment) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(relay.port(), environment.name());
  }

  private ServiceConfiguration configuration(
      Path folder, StatementRelay relay, StatementRelay otherRelay) {
    ServiceConfiguration configuration =
        new ServiceConfiguration()
            .database("production", "production", original)
            .environment("copy", "staging", copy)
            .database("again", "local", original)
            .with("plumbline.environments.again.database.url", url(relay, original))
            .with("plumbline.environments.again.database.directus-role", "nobody")
            .environment("mixed", "local", original)
            .database("mixed", "local", copy)
            .with("plumbline.environments.mixed.database.url", url(otherRelay, copy))
            .with("plumbline.environments.mixed.database.directus-role", outsider())
            .comparison("promotion", "copy", "production")
            .comparison("twice", "production", "again")
            .comparison("crossed", "production", "mixed")
            .token("tests", "admin", TOKEN)
            .store(folder.resolve("data"));
    NAMES.forEach(name -> configuration.polling(name, "1h", "0s"));
    return configuration;
  }
}
