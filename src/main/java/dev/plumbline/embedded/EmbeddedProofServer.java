package dev.plumbline.embedded;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.nio.file.Path;
import java.util.List;

/**
 * A server of our own for each proof of a backup, in a directory that is kept: unpacking the
 * programs takes seconds. Nothing in it must survive a crash.
 */
public final class EmbeddedProofServer implements ProofServer {
  private static final List<String> NOTHING_TO_LOSE =
      List.of(
          "-c fsync=off",
          "-c synchronous_commit=off",
          "-c full_page_writes=off",
          "-c wal_level=minimal",
          "-c max_wal_senders=0",
          "-c max_wal_size=2GB",
          "-c maintenance_work_mem=256MB");

  private final Path directory;

  public EmbeddedProofServer(Path directory) {
    this.directory = directory;
  }

  @Override
  public RunningServer start() throws BackupException {
    try {
      Server server = Server.start(directory, NOTHING_TO_LOSE);
      Database maintenance =
          new Database(
              "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
              Server.SUPERUSER,
              new Secret.Literal(server.password()),
              "public");
      return new RunningServer(maintenance, "a server of Plumbline's own", server::close);
    } catch (EmbeddedStoreException e) {
      throw BackupException.failed(
          "no server to prove backups can be started in %s: %s; configure one in plumbline.backups.scratch.url"
              .formatted(directory, e.getMessage()));
    }
  }
}
