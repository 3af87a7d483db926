package dev.plumbline.postgres.target.late;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.backup.LateFiles;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.target.PostgresTargets;
import dev.plumbline.postgres.target.rollback.PostgresRollback;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.RollbackDatabase.Limits;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with tables that a plan drops or converts, and its backup, restored. */
final class LateLab implements AutoCloseable {
  static final EnvironmentId TARGET = new EnvironmentId("staging");

  /** Columns that are generated or numbered, names that must be quoted, keys of all kinds. */
  static final String MODEL =
      """
      CREATE TABLE directus_collections (collection text PRIMARY KEY);
      CREATE TABLE directus_fields (id serial PRIMARY KEY, collection text, field text);
      CREATE TABLE directus_relations (id serial PRIMARY KEY, many_collection text);
      CREATE TABLE directus_permissions (id serial PRIMARY KEY, collection text, fields text);
      CREATE TABLE directus_revisions (id bigserial PRIMARY KEY, collection text, data text);
      CREATE TABLE articles (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "the ""Title" text,
        length int GENERATED ALWAYS AS (length("the ""Title")) STORED, gone text);
      CREATE TABLE "Seiten" (shop int, code varchar(40), text text, PRIMARY KEY (shop, code));
      CREATE TABLE lines (id bigserial, text text);
      CREATE TABLE kept (id serial PRIMARY KEY, article bigint REFERENCES articles);
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.text := ''spoilt''; RETURN NEW; END';
      INSERT INTO articles ("the ""Title", gone) SELECT 'old ' || i, 'was ' || i FROM generate_series(1, 200) i;
      INSERT INTO "Seiten" SELECT i % 5, 'old ' || i, 'was ' || i FROM generate_series(1, 200) i;
      INSERT INTO lines (text) SELECT 'was ' || i FROM generate_series(1, 200) i;
      INSERT INTO directus_revisions (collection, data)
        SELECT CASE WHEN i % 2 = 0 THEN 'Seiten' ELSE 'kept' END, 'was ' || i FROM generate_series(1, 200) i;
      INSERT INTO directus_permissions (collection, fields) VALUES ('Seiten', '*'), ('articles', 'gone'), ('kept', '*');
      """;

  private static final String PASSWORD = "lab-late";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LabPostgres postgres;
  private final String name = "late_" + COUNT.incrementAndGet();
  private final String former = name + "_former";
  private final String directus = name + "_directus";
  private final String writer = name + "_writer";
  private final BackupFiles storage;
  private final long horizon;

  LateLab(PostgresVersion version) {
    this(version, new BackupFiles(Optional.empty()));
  }

  LateLab(PostgresVersion version, BackupFiles storage) {
    this.storage = storage;
    postgres = Laboratory.on(version).postgres();
    postgres.createRole(directus, PASSWORD);
    postgres.createRole(writer, PASSWORD);
    postgres.createDatabase(name, "template0", directus);
    postgres.sql(
        name,
        """
        ALTER SCHEMA public OWNER TO "%2$s";
        GRANT CONNECT ON DATABASE "%1$s" TO "%3$s";
        GRANT pg_signal_backend, pg_read_all_stats TO "%3$s"
        """
            .formatted(name, directus, writer));
    owner().run(MODEL);
    // A trigger that fires whatever the session says, and must not.
    superuser()
        .run(
            "CREATE TRIGGER spoil BEFORE INSERT ON \"Seiten\" FOR EACH ROW EXECUTE FUNCTION spoil();"
                + " ALTER TABLE \"Seiten\" ENABLE ALWAYS TRIGGER spoil;"
                + " ALTER TABLE \"Seiten\" DISABLE TRIGGER spoil");
    horizon =
        Long.parseLong(superuser().value("SELECT txid_snapshot_xmin(txid_current_snapshot())"));
    postgres.createDatabase(former, name, directus);
    postgres.superuser(former).run("ALTER TABLE \"Seiten\" ENABLE ALWAYS TRIGGER spoil");
  }

  /** As the role of Directus. */
  Sql owner() {
    return new Sql(postgres.jdbcUrl(name), directus, PASSWORD);
  }

  Sql superuser() {
    return postgres.superuser(name);
  }

  Sql former() {
    return postgres.superuser(former);
  }

  TargetSession session() throws TargetException {
    Database writing =
        new Database(postgres.jdbcUrl(name), writer, new Secret.Literal(PASSWORD), "public");
    return session(new WriterPolicy(Optional.empty(), Optional.of(writing)));
  }

  /** Without a role that writes; the one that watches is a superuser, who may do all. */
  TargetSession sessionWithoutWriter() throws TargetException {
    return session(new WriterPolicy(Optional.empty(), Optional.empty(), false, true));
  }

  private TargetSession session(WriterPolicy writing) throws TargetException {
    Database reader = database(superuser());
    return new PostgresTargets(Map.of(TARGET, watched(reader, writing)), storage).open(TARGET);
  }

  private static WatchedEnvironment watched(Database reader, WriterPolicy writing) {
    return new WatchedEnvironment(
        new Environment(TARGET, Tier.STAGING, false),
        Optional.empty(),
        Optional.of(reader),
        new Polling(new Schedule.Every(MINUTE), Duration.ZERO, MINUTE),
        Scanning.DEFAULT,
        ChangeTimes.ALWAYS,
        Optional.<BackupPolicy>empty(),
        writing);
  }

  private static Database database(Sql superuser) {
    return new Database(
        superuser.jdbcUrl(), superuser.username(), new Secret.Literal(""), "public");
  }

  SortedMap<String, Path> files(Path folder) {
    return LateFiles.of(
        folder.resolve(storage.name("a.dump")),
        new TreeSet<>(Set.of("Seiten", "articles", "lines")));
  }

  LateRows late(Path folder) {
    return new LateRows(files(folder), Set.of("Seiten", "lines"), Optional.of(horizon));
  }

  /** Adds what was saved to the backup. */
  List<String> add(Path folder) throws TargetException {
    return new PostgresRollback(Map.of(), storage)
        .addLateRows(database(former()), files(folder), new Limits(MINUTE, MINUTE));
  }

  @Override
  public void close() {
    postgres.dropDatabase(former);
    postgres.dropDatabase(name);
    postgres.dropRole(writer);
    postgres.dropRole(directus);
  }
}
