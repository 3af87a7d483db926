package dev.plumbline.postgres.target.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.window.ChangeTimes;
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
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.dump.RowsHash;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.rollback.fact.CatalogFacts;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.TableShapes;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RollbackDatabase.Limits;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import dev.plumbline.testkit.SampleBackups;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A target and its former state, and roles with what {@code docs/access.md} says. */
final class RollbackPair implements AutoCloseable {
  static final EnvironmentId TARGET = new EnvironmentId("staging");
  static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(60));
  private static final String PASSWORD = "lab-rollback";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final LabPostgres postgres;
  private final LabPostgres formerPostgres;
  private final String name;
  private final String former;
  private final Sql owner;
  private final boolean ofEnvironment;
  private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
  private final AtomicLong transaction = new AtomicLong();
  private Optional<DatabaseContent> content = Optional.empty();

  private RollbackPair(
      LabPostgres postgres,
      LabPostgres formerPostgres,
      Sql owner,
      String name,
      boolean ofEnvironment) {
    this.postgres = postgres;
    this.formerPostgres = formerPostgres;
    this.owner = owner;
    this.name = name;
    this.former = name + "_former";
    this.ofEnvironment = ofEnvironment;
  }

  /** Of a real Directus, which must be stopped; it is closed by whoever made it. */
  static RollbackPair of(LabEnvironment environment) {
    LabPostgres postgres = environment.database().postgres();
    String name = environment.name();
    RollbackPair pair =
        new RollbackPair(postgres, postgres, environment.database().owner(), name, true);
    postgres.createRole(pair.writer(), PASSWORD);
    pair.grant();
    postgres.createDatabase(pair.former, name, pair.owner.username());
    return pair;
  }

  private void grant() {
    postgres.sql(
        name,
        """
        GRANT CONNECT, TEMPORARY ON DATABASE "%1$s" TO "%3$s";
        GRANT "%2$s" TO "%3$s";
        """
            .formatted(name, owner.username(), writer()));
  }

  /**
   * @param model what there was before the run, made by the role of Directus
   */
  static RollbackPair of(PostgresVersion version, String model) {
    RollbackPair pair = made(version, version, model);
    pair.postgres.createDatabase(pair.former, pair.name, pair.owner.username());
    return pair;
  }

  /** The backup was restored on another server; there the model is made a second time. */
  static RollbackPair of(PostgresVersion version, PostgresVersion formerVersion, String model) {
    RollbackPair pair = made(version, formerVersion, model);
    LabPostgres other = pair.formerPostgres;
    pair.createRoles(other);
    other.createDatabase(pair.former, "template0", pair.owner.username());
    pair.prepare(other, pair.former);
    new Sql(other.jdbcUrl(pair.former), pair.owner.username(), PASSWORD)
        .run(model.replace("{reader}", pair.readerSql()));
    return pair;
  }

  private static RollbackPair made(
      PostgresVersion version, PostgresVersion formerVersion, String model) {
    LabPostgres postgres = Laboratory.on(version).postgres();
    String name = "rollback_" + COUNT.incrementAndGet();
    Sql owner = new Sql(postgres.jdbcUrl(name), name + "_directus", PASSWORD);
    RollbackPair pair =
        new RollbackPair(postgres, Laboratory.on(formerVersion).postgres(), owner, name, false);
    pair.createRoles(postgres);
    postgres.createDatabase(name, "template0", owner.username());
    pair.prepare(postgres, name);
    pair.grant();
    owner.run(model.replace("{reader}", pair.readerSql()));
    return pair;
  }

  private void createRoles(LabPostgres server) {
    for (String role : roles()) {
      server.createRole(role, PASSWORD);
    }
  }

  private List<String> roles() {
    return List.of(writer(), name + " Reader", owner.username());
  }

  private void prepare(LabPostgres server, String database) {
    server.sql(
        database,
        """
        REVOKE ALL ON DATABASE "%1$s" FROM PUBLIC;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        ALTER SCHEMA public OWNER TO "%2$s";
        """
            .formatted(database, owner.username()));
  }

  String writer() {
    return name + "_writer";
  }

  String readerSql() {
    return "\"" + name + " Reader\"";
  }

  int port() {
    return postgres.port();
  }

  /** As the role of Directus. */
  Sql owner() {
    return owner;
  }

  Sql superuser() {
    return postgres.superuser(name);
  }

  /** The former database was restored from a backup that lacks the rows of these tables. */
  void narrow(String... withoutRows) {
    content =
        Optional.of(
            SampleBackups.narrowed(SampleBackups.dump(Instant.EPOCH, 1), withoutRows).content());
  }

  Sql formerSuperuser() {
    return formerPostgres.superuser(former);
  }

  static RollbackScope scope(String... tables) {
    return new RollbackScope(
        new TreeSet<>(Arrays.asList(tables)), new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
  }

  Outcome rollBack(RollbackScope scope) throws InterruptedException {
    return rollBack(scope, LIMITS);
  }

  Outcome rollBack(RollbackScope scope, Limits limits) throws InterruptedException {
    files.clear();
    return rollBack(
        scope, limits, table -> files.compute(table, (any, file) -> new ByteArrayOutputStream()));
  }

  Outcome rollBack(RollbackScope scope, Limits limits, SavedRows saved)
      throws InterruptedException {
    return rollBack(scope, limits, saved, postgres.port());
  }

  /**
   * @param port of the target's server, or of what is in between
   */
  Outcome rollBack(RollbackScope scope, Limits limits, SavedRows saved, int port)
      throws InterruptedException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    Database target = new Database(url, writer(), new Secret.Literal(PASSWORD), "public");
    WatchedEnvironment watched =
        new WatchedEnvironment(
            new Environment(TARGET, Tier.STAGING, false),
            Optional.empty(),
            Optional.empty(),
            new Polling(
                new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)),
            Scanning.DEFAULT,
            ChangeTimes.ALWAYS,
            Optional.<BackupPolicy>empty(),
            new WriterPolicy(Optional.empty(), Optional.of(target)));
    return new PostgresRollback(Map.of(TARGET, watched), new BackupFiles(Optional.empty()))
        .rollBack(
            TARGET,
            scope,
            new BackupCopy(database(former), content),
            saved,
            limits,
            transaction::set);
  }

  /** Rolls back and returns the notes; it must be committed. */
  List<String> committed(RollbackScope scope) throws InterruptedException {
    Outcome outcome = rollBack(scope);
    assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    assertThat(superuser().value("SELECT pg_xact_status('" + transaction.get() + "'::xid8)"))
        .isEqualTo("committed");
    return ((Outcome.Committed) outcome).notes();
  }

  /** Rolls back; the reason must be one, and nothing may have changed. */
  String undone(RollbackScope scope, Limits limits) throws Exception {
    Object before = state(name, tables(name));
    Outcome outcome = rollBack(scope, limits);
    assertThat(outcome).isInstanceOf(Outcome.Undone.class);
    assertThat(state(name, tables(name))).isEqualTo(before);
    return ((Outcome.Undone) outcome).reason();
  }

  /** What was written to the file of each table. */
  Map<String, String> saved() {
    Map<String, String> texts = new TreeMap<>();
    files.forEach((table, file) -> texts.put(table, file.toString(StandardCharsets.UTF_8)));
    return texts;
  }

  /** Rows, columns and everything that hangs on tables. */
  void assertAsBefore() throws Exception {
    assertThat(tables(name)).isEqualTo(tables(former));
    State is = state(name, tables(name));
    State was = state(former, tables(name));
    assertThat(is.facts().minus(was.facts())).isEmpty();
    assertThat(was.facts().minus(is.facts())).isEmpty();
    assertThat(is.columns()).isEqualTo(was.columns());
    assertThat(is.rows()).isEqualTo(was.rows());
    assertThat(is.positions()).isEqualTo(was.positions());
  }

  /** Of one of the two. */
  State state(boolean before) throws Exception {
    String database = before ? former : name;
    return state(database, tables(database));
  }

  record State(
      CatalogFacts facts,
      SortedMap<String, Set<Object>> columns,
      SortedMap<String, Rows> rows,
      List<String> positions) {}

  private Set<String> tables(String database) {
    return new TreeSet<>(
        superuser(database)
            .rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"));
  }

  private State state(String database, Set<String> tables) throws Exception {
    SortedMap<String, Set<Object>> columns = new TreeMap<>();
    SortedMap<String, Rows> rows = new TreeMap<>();
    try (TargetTransaction session =
            TargetTransaction.begin(
                new DatabaseTarget(database(database)),
                "laboratory",
                Duration.ofSeconds(5),
                LIMITS.whole());
        Connection connection = superuser(database).connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET extra_float_digits = 3; SET TimeZone = 'UTC'");
      }
      for (TableShape table : TableShapes.read(session, "public", tables).values()) {
        columns.put(table.name(), Set.copyOf(table.columns()));
        String names =
            TableShape.list(
                table.columns().stream().map(column -> column.name()).sorted().toList());
        rows.put(
            table.name(),
            RowsHash.of(
                connection,
                "SELECT %s FROM ONLY %s"
                    .formatted(names, new Identifier("public").table(table.name()))));
      }
      return new State(
          // A privilege of 17 and newer only.
          CatalogFacts.read(session, "public", tables)
              .without(fact -> fact.create().startsWith("GRANT MAINTAIN")),
          columns,
          rows,
          superuser(database).rows("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"));
    }
  }

  private Sql superuser(String database) {
    return (database.equals(former) ? formerPostgres : postgres).superuser(database);
  }

  private Database database(String database) {
    Sql superuser = superuser(database);
    return new Database(
        superuser.jdbcUrl(), superuser.username(), new Secret.Literal(""), "public");
  }

  @Override
  public void close() {
    formerPostgres.dropDatabase(former);
    if (ofEnvironment) {
      postgres.sql(name, "DROP OWNED BY \"" + writer() + "\"");
      postgres.dropRole(writer());
    } else {
      postgres.dropDatabase(name);
      for (String role : roles()) {
        postgres.dropRole(role);
        formerPostgres.dropRole(role);
      }
    }
  }
}
