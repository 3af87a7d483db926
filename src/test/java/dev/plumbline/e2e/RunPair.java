package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two environments with a few rows, and replicas of the service over one store, one of which works
 * on the run. The store, and what backups are restored to, are on a server of their own.
 */
final class RunPair implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String CONTENT =
      """
      CREATE TABLE authors (id uuid PRIMARY KEY, name varchar(255), slug varchar(255));
      CREATE TABLE articles (id serial PRIMARY KEY, title varchar(255), embargo timestamp,
        author uuid REFERENCES authors ON DELETE SET NULL);
      INSERT INTO authors SELECT md5(i::text)::uuid, 'author ' || i, 'author-' || i
        FROM generate_series(1, 20) AS i;
      INSERT INTO articles (title, embargo, author)
        SELECT 'article ' || i, timestamp '2026-01-02 03:04:05.678901' + i * interval '1 hour',
               md5((i % 20 + 1)::text)::uuid
          FROM generate_series(1, 200) AS i;
      INSERT INTO directus_collections (collection) VALUES ('authors'), ('articles');
      INSERT INTO directus_fields (collection, field) VALUES ('authors', 'id'), ('authors', 'name'),
        ('authors', 'slug'), ('articles', 'id'), ('articles', 'title'), ('articles', 'embargo'),
        ('articles', 'author');
      INSERT INTO directus_relations (many_collection, many_field, one_collection)
        VALUES ('articles', 'author', 'authors');
      """;

  /** Sessions of others that have an open transaction or an advisory lock. */
  private static final String HELD =
      """
      SELECT count(*) FROM pg_stat_activity a
       WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
         AND a.application_name <> 'laboratory'
         AND (a.xact_start IS NOT NULL
              OR EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory'))
      """;

  private static final String SILENT =
      """
      UPDATE run SET beat_at = beat_at - interval '1 hour' WHERE finished_at IS NULL;
      UPDATE backup SET beat_at = beat_at - interval '1 hour' WHERE finished_at IS NULL;
      """;

  private final Path folder;
  private final LabPostgres server;
  private final Sql store;
  private final LabEnvironment staging;
  private final LabEnvironment production;
  private final List<ServiceProcess> replicas = new ArrayList<>();
  private int active;

  /** Of the run, when the replica that worked on it was killed. */
  private int term;

  private RunPair(
      Path folder, LabPostgres server, LabEnvironment staging, LabEnvironment production) {
    this.folder = folder;
    this.server = server;
    this.staging = staging;
    this.production = production;
    this.store = server.superuser("plumbline_store");
  }

  /** All of it runs when this returns. */
  static RunPair start(Laboratory laboratory, DirectusVersion version, Path folder, int replicas) {
    LabPostgres server = new LabPostgres(folder.resolve("server"));
    server.createDatabase("plumbline_store", "template0", "postgres");
    RunPair pair =
        new RunPair(
            folder,
            server,
            laboratory.stopped(version, Template.BOOTSTRAPPED),
            laboratory.stopped(version, Template.BOOTSTRAPPED));
    try {
      pair.start(replicas);
      return pair;
    } catch (RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  private void start(int count) {
    List.of(staging, production).forEach(environment -> environment.sql(CONTENT));
    ServiceConfiguration configuration = configuration();
    for (int i = 0; i < count; i++) {
      Path own = folder.resolve("replica-" + i);
      try {
        Files.createDirectories(own);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      replicas.add(new ServiceProcess(own, configuration.keys(), RunScenario.ADA, List.of()));
    }
    replicas.forEach(ServiceProcess::begin);
    staging.start();
    production.start();
    awaitReplicas();
  }

  private ServiceConfiguration configuration() {
    return new ServiceConfiguration()
        .environment("staging", "staging", staging)
        .environment("production", "production", production)
        .polling("staging", "1h", "PT0.1S")
        .polling("production", "1h", "PT0.1S")
        .comparison("promotion", "staging", "production")
        .token("ada", "admin", RunScenario.ADA)
        .token("bob", "approver", RunScenario.BOB)
        .token("eve", "approver", RunScenario.EVE)
        .store(store)
        .backups("production", production, folder.resolve("backups"))
        .with("plumbline.backups.scratch.url", server.jdbcUrl("postgres"))
        .with("plumbline.backups.scratch.username", "postgres")
        .with("plumbline.backups.scratch.password", "not-asked-for")
        .with("plumbline.backups.lock-wait", "1m")
        .with("plumbline.runs.lock-wait", "2m")
        .with("plumbline.environments.production.canary-items", "true")
        .writer("production", production);
  }

  /** A replica that was killed needs a while to start. */
  void awaitReplicas() {
    replicas.forEach(this::awaitReady);
  }

  private void awaitReady(ServiceProcess replica) {
    replica.await("ready", LIMIT, () -> replica.management().answers("/q/health/ready"));
  }

  Sql store() {
    return store;
  }

  LabEnvironment staging() {
    return staging;
  }

  LabEnvironment production() {
    return production;
  }

  List<ServiceProcess> replicas() {
    return replicas;
  }

  /** The one that works on the run, and answers. */
  ServiceProcess service() {
    return replicas.get(active);
  }

  /** It is not known which one has begun the first run; its metrics say so. */
  void findActive() {
    active =
        replicas
                .getFirst()
                .management()
                .text("/q/metrics")
                .lines()
                .anyMatch(
                    line ->
                        line.startsWith("plumbline_run_phase_duration_seconds_count")
                            && line.contains("phase=\"lock\"")
                            && line.endsWith(" 1.0"))
            ? 0
            : 1;
  }

  void await(String what, ServiceProcess.Condition condition) {
    service().await(what, LIMIT, condition);
  }

  /** Of the run that has not ended; empty if there is none. */
  String phase() {
    return String.join(
        "", store.rows("SELECT coalesce(phase, '') FROM run WHERE finished_at IS NULL"));
  }

  /** Where proofs wait for one another. */
  Sql proofs() {
    return server.superuser("postgres");
  }

  /** Databases to which backups were restored. */
  List<String> scratch() {
    return proofs().rows("SELECT datname FROM pg_database WHERE datname LIKE 'plumbline_proof_%'");
  }

  /** Ends the replica that works on the run, by SIGKILL. */
  void kill() {
    term = term();
    service().kill();
  }

  /**
   * As if 30 s had passed since the kill: the other replica continues, the killed one comes back.
   */
  void takeOver() {
    Sql owner = production.database().owner();
    await(
        "free of what the killed process held",
        () -> owner.value(HELD).equals("0") || term() > term);
    ServiceProcess killed = service();
    active = 1 - active;
    store.run(SILENT);
    await("taking the run over", () -> term() > term);
    killed.begin();
  }

  private int term() {
    return Integer.parseInt(store.value("SELECT term FROM run ORDER BY number DESC LIMIT 1"));
  }

  /** Nothing of a killed process lives on in the target. */
  void awaitNothingHeld() {
    Sql owner = production.database().owner();
    await("free of locks and open transactions", () -> owner.value(HELD).equals("0"));
  }

  /** What a run leaves: backups. */
  void assertNothingLeft() throws IOException {
    awaitNothingHeld();
    await("without a restored database", () -> scratch().isEmpty());
    try (Stream<Path> files = Files.walk(folder.resolve("backups"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".partial"))).isEmpty();
    }
  }

  /** The journal of the newest run, an entry a line. */
  List<String> journal() {
    return store.rows(
        "SELECT phase || ' ' || kind || ' ' || message FROM run_event"
            + " WHERE run = (SELECT id FROM run ORDER BY number DESC LIMIT 1) ORDER BY id");
  }

  @Override
  public void close() {
    replicas.forEach(ServiceProcess::close);
    staging.close();
    production.close();
    server.close();
  }
}
