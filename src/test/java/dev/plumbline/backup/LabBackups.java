package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.text.DataSize;
import dev.plumbline.embedded.EmbeddedProofServer;
import dev.plumbline.embedded.StorePrograms;
import dev.plumbline.encryption.AgeEncryption;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.PostgresClient;
import dev.plumbline.pgdump.ClientFinder;
import dev.plumbline.postgres.dump.PostgresDumpSource;
import dev.plumbline.postgres.dump.ScratchDatabases;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes and proves backups of an environment of the laboratory, without a store. */
public record LabBackups(LabEnvironment environment, BackupPolicy.Means means, ProofServer server) {
  static final EnvironmentId STAGING = new EnvironmentId("staging");

  public static LabBackups of(LabEnvironment environment, Path directory) {
    Path scratch = directory.resolve("scratch");
    StorePrograms.into(scratch);
    return new LabBackups(
        environment,
        new BackupPolicy.Means(
            directory,
            Optional.of(PostgresClient.directory()),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(2)),
        new EmbeddedProofServer(scratch, Duration.ofMinutes(2)));
  }

  LabBackups encrypted(BackupPolicy.Encryption encryption) {
    return new LabBackups(
        environment,
        new BackupPolicy.Means(
            means.directory(),
            means.client(),
            means.scratch(),
            Optional.of(encryption),
            means.lockWait(),
            means.deadline()),
        server);
  }

  public LabBackups on(ProofServer another) {
    return new LabBackups(environment, means, another);
  }

  Database database() {
    return new Database(
        environment.jdbcUrl(),
        environment.ownerUsername(),
        new Secret.Literal(environment.ownerPassword()),
        "public");
  }

  public Dump dump() throws BackupException, InterruptedException {
    return dump(database());
  }

  Dump dump(Database database) throws BackupException, InterruptedException {
    return dump(database, programs());
  }

  private BackupFiles storage() {
    return new BackupFiles(means.encryption().map(AgeEncryption::new));
  }

  private DumpPrograms programs() {
    return new ClientFinder(means.client(), "", storage());
  }

  Dump dump(Database database, DumpPrograms programs) throws BackupException, InterruptedException {
    return dump(database, programs, Optional.empty());
  }

  /** As for a run that needs these tables, and a database that is too large for more. */
  Dump narrowed(NeededTables needed) throws BackupException, InterruptedException {
    return dump(database(), programs(), Optional.of(needed));
  }

  private Dump dump(Database database, DumpPrograms programs, Optional<NeededTables> needed)
      throws BackupException, InterruptedException {
    Backup waiting =
        Backup.waiting(
            UUID.randomUUID(), STAGING, Instant.now(), Optional.empty(), Optional.empty());
    return new BackupMaker(new PostgresDumpSource(), programs, storage(), means, Clock.systemUTC())
        .make(
            waiting,
            new BackupPolicy(database, Optional.empty(), 1, Optional.of(new DataSize(1, "1B"))),
            needed,
            written -> {});
  }

  public Proof prove(Dump dump) throws BackupException, InterruptedException {
    return new BackupProver(new PostgresDumpSource(), restorer(), means, Clock.systemUTC())
        .prove(new UUID(1, 1), dump, () -> {});
  }

  private BackupRestorer restorer() {
    return new BackupRestorer(
        programs(),
        new ScratchDatabases(server, means.deadline(), UUID::randomUUID),
        means.directory());
  }

  /** To be closed by the caller. */
  public RestoredBackup restore(Dump dump) throws BackupException, InterruptedException {
    return restorer().restore(dump);
  }

  void deleteLeft() {
    restorer().deleteLeft();
  }

  public Path file(Dump dump) {
    return means.directory().resolve(dump.file());
  }

  /** What is in the folder of the environment. */
  List<String> files() throws IOException {
    Path folder = means.directory().resolve(STAGING.name());
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
