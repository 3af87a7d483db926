package dev.plumbline.bench;

import dev.plumbline.backup.LabBackups;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.postgres.PostgresClient;
import dev.plumbline.store.backup.Backup.Dump;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * A backup beside plain {@code pg_dump}, and its proof beside plain {@code pg_restore} and one read
 * of all rows, of the same database on the same servers.
 */
final class ProvenBackups {
  /** {@code -Dbench.rows=9000000} makes 2 GB. */
  private static final int ROWS = Integer.getInteger("bench.rows", 1_500_000);

  private static final int ROUNDS = 3;
  private static final double MOST_OF_DUMP = 1 / 0.9;
  private static final double MOST_OF_RESTORE = 1.3;

  private static final String OURS = "ours: dump, and all rows read meanwhile";
  private static final String PLAIN = "pg_dump --format=custom";
  private static final String FAST = "pg_dump --format=custom --compress=1, as ours";
  private static final String PROOF = "ours: file read, restored, all rows read";
  private static final String RESTORE = "pg_restore, then all rows read";

  private final Laboratory laboratory;
  private final Report report;

  ProvenBackups(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    Path directory = Files.createTempDirectory("plumbline-bench-backups-");
    try (LabEnvironment environment = laboratory.stopped(DirectusVersion.V11, Template.MODEL)) {
      report.progress("filling a database with " + ROWS + " rows");
      environment.sql(
          "CREATE TABLE large AS SELECT i AS id, now() + i * interval '1 s' AS at,"
              + " sha256(i::text::bytea)::text AS hash, repeat('text ', i % 40) AS text"
              + " FROM generate_series(1, "
              + ROWS
              + ") i; ALTER TABLE large ADD PRIMARY KEY (id)");
      String size =
          environment
              .database()
              .owner()
              .value("SELECT pg_size_pretty(pg_database_size(current_database()))");
      run(environment, directory, size);
    } finally {
      Folders.delete(directory);
    }
  }

  private void run(LabEnvironment environment, Path directory, String size) throws Exception {
    Database scratch =
        new Database(
            laboratory.postgres().jdbcUrl("postgres"),
            "postgres",
            new Secret.Literal(""),
            "public");
    LabBackups backups =
        new LabBackups(
            environment,
            new BackupPolicy.Means(
                directory,
                Optional.of(PostgresClient.directory()),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(10),
                Duration.ofHours(1)),
            ProofServer.of(scratch, "the scratch server"));
    List<Dump> dumps = new ArrayList<>();
    report.progress("dumping");
    Map<String, Samples> dumped =
        new Race()
            .add(
                OURS,
                1,
                () -> {
                  for (Dump earlier : dumps) {
                    Files.delete(backups.file(earlier));
                  }
                  dumps.clear();
                  dumps.add(backups.dump());
                })
            .add(PLAIN, 1, () -> dump(environment, directory.resolve("plain.dump"), "6"))
            .add(FAST, 1, () -> dump(environment, directory.resolve("fast.dump"), "1"))
            .run(1, ROUNDS);
    report.progress("proving");
    Map<String, Samples> proven =
        new Race()
            .add(PROOF, 1, () -> prove(backups, dumps.getFirst()))
            .add(RESTORE, 1, () -> restore(environment, directory.resolve("plain.dump")))
            .run(1, ROUNDS);
    show("Backup of a database of " + size + ", in milliseconds", dumped, PLAIN);
    show("Its proof, in milliseconds", proven, RESTORE);
    report.require(
        "a backup has at least 0.9 of the speed of pg_dump",
        ratio(dumped, OURS, PLAIN) <= MOST_OF_DUMP);
    report.require(
        "a proof takes at most 1.3 times as long as pg_restore and one read",
        ratio(proven, PROOF, RESTORE) <= MOST_OF_RESTORE);
  }

  private static void prove(LabBackups backups, Dump dump) throws Exception {
    List<String> differences = backups.prove(dump).differences();
    if (!differences.isEmpty()) {
      throw new IllegalStateException(differences.toString());
    }
  }

  private void show(String title, Map<String, Samples> samples, String plain) {
    List<List<String>> rows = new ArrayList<>();
    samples.forEach(
        (name, times) -> {
          List<String> row = new ArrayList<>(List.of(name));
          row.addAll(times.cells());
          row.add(Samples.number(ratio(samples, name, plain)) + " ×");
          rows.add(row);
        });
    report.table(title, List.of("what", "median", "min–max", "runs", "of the plain one"), rows);
  }

  private static double ratio(Map<String, Samples> samples, String one, String other) {
    return Race.of(samples, one).median() / Race.of(samples, other).median();
  }

  /**
   * @param level of the compression; 6 is the usual one
   */
  private static void dump(LabEnvironment environment, Path file, String level) throws Exception {
    Files.deleteIfExists(file);
    run(
        environment.ownerPassword(),
        "pg_dump",
        "--format=custom",
        "--compress=" + level,
        "--host=127.0.0.1",
        "--port=" + port(environment),
        "--username=" + environment.ownerUsername(),
        "--file=" + file,
        environment.name());
  }

  private void restore(LabEnvironment environment, Path file) throws Exception {
    String name = "bench_restored";
    laboratory.postgres().createDatabase(name, "template0", "postgres");
    try {
      run(
          "",
          "pg_restore",
          "--host=127.0.0.1",
          "--port=" + port(environment),
          "--username=postgres",
          "--dbname=" + name,
          file.toString());
      read(name);
    } finally {
      laboratory.postgres().dropDatabase(name);
    }
  }

  private void read(String name) throws Exception {
    try (Connection connection = laboratory.postgres().superuser(name).connect()) {
      for (String table :
          laboratory
              .postgres()
              .superuser(name)
              .rows(
                  "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                      + " WHERE schemaname = 'public'")) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY " + table + " TO STDOUT", OutputStream.nullOutputStream());
      }
    }
  }

  private static int port(LabEnvironment environment) {
    return URI.create(environment.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  private static void run(String password, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(PostgresClient.directory().resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("PGPASSWORD", password);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(program + " ended with " + exit);
    }
  }
}
