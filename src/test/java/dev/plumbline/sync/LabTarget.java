package dev.plumbline.sync;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.directus.apply.DirectusApply;
import dev.plumbline.directus.apply.ItemRequests;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.target.PostgresTargets;
import dev.plumbline.sync.port.ItemAccess.Items;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment of the laboratory as the target of a run, with a role that writes. */
record LabTarget(LabEnvironment environment, String writer) implements AutoCloseable {
  static final EnvironmentId TARGET = new EnvironmentId("staging");
  private static final String PASSWORD = "lab-writer";

  /** The role has what {@code docs/access.md} says, and nothing else. */
  static LabTarget of(LabEnvironment environment) {
    String writer = environment.name() + "_writer";
    environment.database().postgres().createRole(writer, PASSWORD);
    environment
        .database()
        .postgres()
        .sql(
            environment.name(),
            """
            GRANT CONNECT ON DATABASE "%1$s" TO "%2$s";
            GRANT pg_signal_backend, pg_read_all_stats TO "%2$s"
            """
                .formatted(environment.name(), writer));
    return new LabTarget(environment, writer);
  }

  SchemaApply api() {
    return api(environment.directusUrl(), Optional.of(environment.adminToken()));
  }

  SchemaApply api(String url, Optional<String> token) {
    return new DirectusApply(
        Map.of(
            TARGET,
            watched(
                Optional.of(new Directus(URI.create(url), Optional.empty())),
                Optional.empty(),
                new WriterPolicy(token.map(Secret.Literal::new), Optional.empty()))),
        "1.2.3");
  }

  /** Items, with a marker of one's choice. */
  Items items(String marker) {
    return new ItemRequests(
            Map.of(
                TARGET,
                watched(
                    Optional.of(
                        new Directus(URI.create(environment.directusUrl()), Optional.empty())),
                    Optional.empty(),
                    new WriterPolicy(
                        Optional.of(new Secret.Literal(environment.adminToken())),
                        Optional.empty(),
                        false,
                        false,
                        true))))
        .of(TARGET, marker)
        .orElseThrow();
  }

  TargetSession session() throws TargetException {
    return session(writer, PASSWORD);
  }

  /** As the role that watches, without a role of its own for runs. */
  TargetSession readerSession() throws TargetException {
    return session(environment.readerUsername(), environment.readerPassword());
  }

  private TargetSession session(String username, String password) throws TargetException {
    Database database =
        new Database(environment.jdbcUrl(), username, new Secret.Literal(password), "public");
    return new PostgresTargets(
            Map.of(
                TARGET,
                watched(
                    Optional.empty(),
                    Optional.empty(),
                    new WriterPolicy(Optional.empty(), Optional.of(database)))),
            new BackupFiles(Optional.empty()))
        .open(TARGET);
  }

  /**
   * Without a role that writes, as the configuration allows it.
   *
   * @param role the one that watches, whatever it may do
   */
  TargetSession sessionWithoutWriter(Sql role) throws TargetException {
    Database database =
        new Database(
            environment.jdbcUrl(), role.username(), new Secret.Literal(role.password()), "public");
    return new PostgresTargets(
            Map.of(
                TARGET,
                watched(
                    Optional.empty(),
                    Optional.of(database),
                    new WriterPolicy(Optional.empty(), Optional.empty(), false, true))),
            new BackupFiles(Optional.empty()))
        .open(TARGET);
  }

  private WatchedEnvironment watched(
      Optional<Directus> directus, Optional<Database> database, WriterPolicy writing) {
    return new WatchedEnvironment(
        new Environment(TARGET, Tier.STAGING, false),
        directus,
        database,
        new Polling(
            new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)),
        Scanning.DEFAULT,
        ChangeTimes.ALWAYS,
        Optional.<BackupPolicy>empty(),
        writing);
  }

  /**
   * What Directus would apply so that each of these tables has one more field, like its field
   * {@code like}.
   *
   * @param tables with the field that is copied, as {@code table.field}, in this order
   * @param note of the new fields
   */
  String payload(String field, String note, String... tables) {
    JsonObject snapshot = environment.directus().snapshot();
    List<JsonValue> fields = new ArrayList<>(((JsonArray) snapshot.get("fields")).items());
    for (String table : tables) {
      JsonObject like =
          fields.stream()
              .map(JsonObject.class::cast)
              .filter(
                  one ->
                      (one.get("collection").textOr("") + "." + one.get("field").textOr(""))
                          .equals(table))
              .findFirst()
              .orElseThrow();
      JsonValue name = JsonValue.of(field);
      fields.add(
          like.with("field", name)
              .with(
                  "meta", like.object("meta").with("field", name).with("note", JsonValue.of(note)))
              .with("schema", like.object("schema").with("name", name)));
    }
    return CanonicalJson.write(
        environment
            .directus()
            .post("/schema/diff", snapshot.with("fields", new JsonArray(fields))));
  }

  /** Metadata and columns, to see that nothing was changed. */
  List<String> state() {
    return environment
        .database()
        .owner()
        .rows(
            """
            SELECT 'f', id::text, md5(f::text) FROM directus_fields f
            UNION ALL SELECT 'c', collection, md5(c::text) FROM directus_collections c
            UNION ALL SELECT 'a', table_name, column_name FROM information_schema.columns
                       WHERE table_schema = 'public'
             ORDER BY 1, 2, 3
            """);
  }

  @Override
  public void close() {
    environment.close();
    environment.database().postgres().sql("postgres", "DROP ROLE \"" + writer + "\"");
  }
}
