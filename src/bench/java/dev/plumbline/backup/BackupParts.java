package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.embedded.EmbeddedProofServer;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.pgdump.ClientFinder;
import dev.plumbline.postgres.dump.PostgresDumpSource;
import dev.plumbline.postgres.dump.ScratchDatabases;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The two halves of a backup, for benchmarks: what the service does, without its store. */
public final class BackupParts {
  private final Database database;
  private final BackupPolicy.Means means;
  private final DumpPrograms programs;
  private final ProofServer server;

  /**
   * @param scratch a server; empty: one of our own is started for each proof
   */
  public BackupParts(Database database, BackupPolicy.Means means, Optional<Database> scratch) {
    this.database = database;
    this.means = means;
    this.programs = new ClientFinder(means.client(), "");
    this.server =
        scratch
            .map(given -> ProofServer.of(given, "the scratch server"))
            .orElseGet(() -> new EmbeddedProofServer(means.directory().resolve("scratch")));
  }

  public Dump dump() throws BackupException, InterruptedException {
    Backup waiting =
        Backup.waiting(
            UUID.randomUUID(),
            new EnvironmentId("bench"),
            Instant.now(),
            Optional.empty(),
            Optional.empty());
    return new BackupMaker(new PostgresDumpSource(), programs, means, Clock.systemUTC())
        .make(waiting, new BackupPolicy(database, Optional.empty(), 1), written -> {});
  }

  /**
   * @throws IllegalStateException if something differs
   */
  public Proof prove(Dump dump) throws BackupException, InterruptedException {
    Proof proof =
        new BackupProver(
                new PostgresDumpSource(),
                programs,
                new ScratchDatabases(server, means.deadline(), UUID::randomUUID),
                means,
                Clock.systemUTC())
            .prove(dump, () -> {});
    if (!proof.differences().isEmpty()) {
      throw new IllegalStateException(proof.differences().toString());
    }
    return proof;
  }

  public Path file(Dump dump) {
    return means.directory().resolve(dump.file());
  }
}
