package dev.plumbline.lab;

import dev.plumbline.lab.directus.DirectusAdmin;
import dev.plumbline.lab.directus.DirectusProcess;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.postgres.LabDatabase;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Directus environment of its own: a database and a Directus on a loopback port. Closing it stops
 * Directus and drops the database.
 */
public final class LabEnvironment implements AutoCloseable {
  private final Laboratory laboratory;
  private final DirectusVersion version;
  private final LabDatabase database;
  private final Path folder;
  private final DirectusProcess process;
  private final DirectusAdmin directus;
  private final String adminToken;
  private boolean clearsLate;
  private boolean isStale;

  LabEnvironment(
      Laboratory laboratory,
      DirectusVersion version,
      LabDatabase database,
      Path folder,
      String adminToken,
      Map<String, String> variables) {
    this.laboratory = laboratory;
    this.version = version;
    this.database = database;
    this.folder = folder;
    this.process = new DirectusProcess(version, folder, FreePort.find(), variables);
    this.directus = new DirectusAdmin(process.url(), adminToken);
    this.adminToken = adminToken;
  }

  public DirectusVersion version() {
    return version;
  }

  /** Name of the database. */
  public String name() {
    return database.name();
  }

  /** Where Directus answers while it runs; stays the same over stop and start. */
  public String directusUrl() {
    return process.url();
  }

  /** The static token of the administrator. */
  public String adminToken() {
    return adminToken;
  }

  /** The API as the administrator; works while Directus runs. */
  public DirectusAdmin directus() {
    if (isStale) {
      isStale = false;
      directus.clearCache();
    }
    return directus;
  }

  /**
   * From now on {@link #changedBehindDirectus} has its effect on Directus when {@link #directus} is
   * next asked for, once for any number of changes.
   */
  public void clearCacheLate() {
    clearsLate = true;
  }

  /** Directus reads its schema anew after a change behind its back, as its operators make it. */
  public void changedBehindDirectus() {
    isStale = true;
    if (!clearsLate) {
      directus();
    }
  }

  /** Without credentials. */
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  /** A role with no more rights than Plumbline asks for. */
  public String readerUsername() {
    return database.reader().username();
  }

  public String readerPassword() {
    return database.reader().password();
  }

  /** The role that Directus uses; it owns everything in the database. */
  public String ownerUsername() {
    return database.owner().username();
  }

  public String ownerPassword() {
    return database.owner().password();
  }

  public LabDatabase database() {
    return database;
  }

  /** Runs statements as the owner, in one transaction, behind Directus's back. */
  public void sql(String statements) {
    database.owner().run(statements);
  }

  /**
   * Deletes the binary of a file from Directus's storage; the row stays.
   *
   * @param file its id
   */
  public void deleteBinary(String file) {
    Folders.deleteFiles(process.uploads(), name -> name.startsWith(file));
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** What Directus wrote to its log so far. */
  public String log() {
    return process.log();
  }

  /** Starts Directus and returns when it answers. */
  public LabEnvironment start() {
    process.start();
    return this;
  }

  /** Stops Directus and returns when it is gone; the database stays. */
  public void stop() {
    process.stop();
  }

  /** Ends Directus at once, as SIGKILL does; {@link #stop} waits for its end. */
  public void kill() {
    process.kill();
  }

  /**
   * Another environment with the same content, not started. Connections to this database are closed
   * for it; Directus opens new ones.
   */
  public LabEnvironment copy() {
    return laboratory.copy(this);
  }

  /** Where Directus keeps the binaries of files. */
  public Path uploads() {
    return process.uploads();
  }

  DirectusProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.stop();
    laboratory.closed(this);
    database.drop();
    Folders.delete(folder);
  }

  @Override
  public String toString() {
    return version + " at " + directusUrl() + " with database " + name();
  }
}
