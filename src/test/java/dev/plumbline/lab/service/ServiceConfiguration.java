package dev.plumbline.lab.service;

import dev.plumbline.embedded.StorePrograms;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.PostgresClient;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.snapshot.Fingerprint;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A configuration of the service, written key by key as in its documentation. */
public final class ServiceConfiguration {
  private final Map<String, String> keys = new TreeMap<>();

  /** An environment with both sources, read with no more rights than documented. */
  public ServiceConfiguration environment(String name, String tier, LabEnvironment environment) {
    String prefix = "plumbline.environments." + name + ".";
    keys.put(prefix + "directus.url", environment.directusUrl());
    keys.put(prefix + "directus.token", environment.adminToken());
    return database(name, tier, environment);
  }

  /**
   * An environment with its database alone. Its records are scanned when a test asks for it; by
   * schedule only in the first night of a year.
   */
  public ServiceConfiguration database(String name, String tier, LabEnvironment environment) {
    String prefix = "plumbline.environments." + name + ".";
    keys.put(prefix + "tier", tier);
    keys.put(prefix + "database.url", environment.jdbcUrl());
    keys.put(prefix + "database.username", environment.readerUsername());
    keys.put(prefix + "database.password", environment.readerPassword());
    keys.put(prefix + "scan.cron", "0 0 0 1 1 ?");
    keys.put(prefix + "scan.files", "all");
    return this;
  }

  /** How often an environment is read, and how long a change must stay the same. */
  public ServiceConfiguration polling(String name, String every, String settle) {
    keys.put("plumbline.environments." + name + ".poll.every", every);
    keys.put("plumbline.environments." + name + ".poll.settle", settle);
    return this;
  }

  /** How often its records are scanned; the first time at once. */
  public ServiceConfiguration scanning(String name, String every) {
    keys.remove("plumbline.environments." + name + ".scan.cron");
    keys.put("plumbline.environments." + name + ".scan.every", every);
    return this;
  }

  public ServiceConfiguration comparison(String name, String source, String target) {
    keys.put("plumbline.comparisons." + name + ".source", source);
    keys.put("plumbline.comparisons." + name + ".target", target);
    return this;
  }

  public ServiceConfiguration token(String name, String role, String token) {
    keys.put("plumbline.tokens." + name + ".sha256", Fingerprint.sha256(token));
    keys.put("plumbline.tokens." + name + ".role", role);
    return this;
  }

  /** A store that outlives the service, such as two replicas share. */
  public ServiceConfiguration store(Sql database) {
    keys.put("plumbline.store.url", database.jdbcUrl());
    keys.put("plumbline.store.username", database.username());
    keys.put("plumbline.store.password", database.password());
    return this;
  }

  /** The embedded store in a directory that is not there yet; the programs of it are unpacked. */
  public ServiceConfiguration store(Path directory) {
    StorePrograms.into(directory);
    keys.put("plumbline.store.directory", directory.toString());
    return this;
  }

  /**
   * Backups of an environment by a role that may read everything, proven by a server of the
   * service's own.
   *
   * @param directory one that is not there yet
   */
  public ServiceConfiguration backups(String name, LabEnvironment environment, Path directory) {
    String prefix = "plumbline.environments." + name + ".backup.";
    StorePrograms.into(directory.resolve("scratch"));
    keys.put("plumbline.backups.directory", directory.toString());
    keys.put("plumbline.backups.client", PostgresClient.directory().toString());
    keys.put(prefix + "username", environment.ownerUsername());
    keys.put(prefix + "password", environment.ownerPassword());
    return this;
  }

  /** What a run writes with. */
  public ServiceConfiguration writer(String name, LabEnvironment environment) {
    String prefix = "plumbline.environments." + name + ".";
    keys.put(prefix + "directus.writer.token", environment.adminToken());
    keys.put(prefix + "database.writer.username", environment.ownerUsername());
    keys.put(prefix + "database.writer.password", environment.ownerPassword());
    return this;
  }

  /** Takes the role for the database away again: a run uses the one that watches. */
  public ServiceConfiguration withoutWriter(String name) {
    String prefix = "plumbline.environments." + name + ".";
    keys.remove(prefix + "database.writer.username");
    keys.remove(prefix + "database.writer.password");
    keys.put(prefix + "run-without-writer", "true");
    return this;
  }

  public ServiceConfiguration with(String key, String value) {
    keys.put(key, value);
    return this;
  }

  public Map<String, String> keys() {
    return Map.copyOf(keys);
  }
}
