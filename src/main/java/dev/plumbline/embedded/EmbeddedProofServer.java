package dev.plumbline.embedded;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server of our own for each proof of a backup, in a directory that is kept: unpacking the
 * programs takes seconds. Nothing in it must survive a crash. One at a time: a proof waits for that
 * of another environment, and of another replica that has the same directory.
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
  private final Duration longest;
  private final Semaphore free = new Semaphore(1, true);

  /**
   * @param longest that a proof waits for another one
   */
  public EmbeddedProofServer(Path directory, Duration longest) {
    this.directory = directory;
    this.longest = longest;
  }

  @Override
  public RunningServer start() throws BackupException, InterruptedException {
    if (!free.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      throw BackupException.failed(
          "the server that proves backups was in use for %d s".formatted(longest.toSeconds()));
    }
    boolean isStarted = false;
    try {
      RunningServer started = started();
      isStarted = true;
      return started;
    } finally {
      if (!isStarted) {
        free.release();
      }
    }
  }

  private RunningServer started() throws BackupException {
    try {
      Server server = Server.start(directory, NOTHING_TO_LOSE, longest);
      Database maintenance =
          new Database(
              "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
              Server.SUPERUSER,
              new Secret.Literal(server.password()),
              "public");
      return new RunningServer(maintenance, "a server of Plumbline's own", () -> stop(server));
    } catch (EmbeddedStoreException e) {
      throw BackupException.failed(
          "no server to prove backups can be started in %s: %s; configure one in plumbline.backups.scratch.url"
              .formatted(directory, e.getMessage()));
    }
  }

  private void stop(Server server) {
    try {
      server.close();
    } finally {
      free.release();
    }
  }
}
