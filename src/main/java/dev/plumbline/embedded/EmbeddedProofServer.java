package dev.plumbline.embedded;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.planning.readiness.ProofServerReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server of our own for each proof of a backup, in a directory that is kept: unpacking the
 * programs takes seconds. Nothing in it must survive a crash. One at a time: a proof waits for that
 * of another environment, and of another replica that has the same directory.
 */
public final class EmbeddedProofServer implements ProofServer, ProofServerReader {
  private static final List<String> NOTHING_TO_LOSE =
      List.of(
          "-c fsync=off",
          "-c synchronous_commit=off",
          "-c full_page_writes=off",
          "-c wal_level=minimal",
          "-c max_wal_senders=0",
          "-c max_wal_size=2GB",
          "-c maintenance_work_mem=256MB");

  /** Major version of the programs that come with Plumbline; a test compares it with the build. */
  static final int MAJOR = 15;

  /** The extensions that come with them. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          ("adminpack amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int"
                  + " dict_xsyn earthdistance file_fdw fuzzystrmatch hstore insert_username intagg"
                  + " intarray isn lo ltree moddatetime old_snapshot pageinspect pg_buffercache"
                  + " pg_freespacemap pg_prewarm pg_stat_statements pg_surgery pg_trgm"
                  + " pg_visibility pg_walinspect pgcrypto pgrowlocks pgstattuple plpgsql"
                  + " postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows"
                  + " tsm_system_time unaccent uuid-ossp xml2")
              .split(" "));

  private static final String NAME = "a server of Plumbline's own";

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
      return new RunningServer(maintenance, NAME, () -> stop(server));
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

  @Override
  public String name() {
    return NAME + ", PostgreSQL " + MAJOR;
  }

  /** Known without starting it. */
  @Override
  public Fact<ProofFacts> read() {
    return new Fact.Known<>(new ProofFacts(MAJOR, EXTENSIONS));
  }
}
