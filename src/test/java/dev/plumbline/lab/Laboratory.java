package dev.plumbline.lab;

import dev.plumbline.lab.directus.DirectusProcess;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.machine.Lifeline;
import dev.plumbline.lab.model.ContentModel;
import dev.plumbline.lab.model.Sizes;
import dev.plumbline.lab.postgres.LabDatabase;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where environments are made: one PostgreSQL server, template databases, any number of
 * environments. Everything ends with the Java process, even if that is killed.
 */
public final class Laboratory {
  private static final String OWNER = "directus";

  /** The empty database of every PostgreSQL server. */
  private static final String EMPTY = "template0";

  /** What a fresh environment is a copy of. */
  private record Original(String database, Optional<Path> uploads) {}

  private record TemplateKey(DirectusVersion version, Template template) {}

  private final Path folder;
  private final LabPostgres postgres;
  private final String adminToken = random();
  private final Sql owner;
  private final Map<TemplateKey, Original> templates = new ConcurrentHashMap<>();
  private final Set<LabEnvironment> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  private static final Map<PostgresVersion, Laboratory> SHARED =
      new EnumMap<>(PostgresVersion.class);

  /** The one of this Java process; the first call starts PostgreSQL. */
  public static Laboratory shared() {
    return on(PostgresVersion.USUAL);
  }

  /** Likewise, with a server of another version. */
  public static Laboratory on(PostgresVersion version) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(version, Laboratory::new);
    }
  }

  /**
   * One of its own until this Java process ends: its server may be crashed without harm to others.
   */
  public static Laboratory alone() {
    return new Laboratory(PostgresVersion.USUAL);
  }

  /** Likewise, with a server that may have standbys. */
  public static Laboratory replicated() {
    return new Laboratory(LabPostgres::primary);
  }

  private Laboratory(PostgresVersion version) {
    this(data -> new LabPostgres(data, version));
  }

  private Laboratory(Function<Path, LabPostgres> server) {
    try {
      folder = Files.createTempDirectory("plumbline-laboratory-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path data = folder.resolve("postgres");
    Lifeline.tie(folder, data);
    postgres = server.apply(data);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "laboratory-end"));
    owner = new Sql(postgres.jdbcUrl("postgres"), OWNER, random());
    postgres.createRole(OWNER, owner.password());
  }

  /** A fresh environment, running. */
  public LabEnvironment environment(DirectusVersion version, Template template) {
    return environment(version, template, Map.of());
  }

  /**
   * A fresh environment, running.
   *
   * @param variables environment variables for Directus, on top of the laboratory's own
   */
  public LabEnvironment environment(
      DirectusVersion version, Template template, Map<String, String> variables) {
    LabEnvironment environment = stopped(version, template, variables);
    try {
      return environment.start();
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
  }

  /** A fresh environment whose Directus is not started: its database can be used at once. */
  public LabEnvironment stopped(DirectusVersion version, Template template) {
    return stopped(version, template, Map.of());
  }

  /** As {@link #stopped(DirectusVersion, Template)}, with environment variables for Directus. */
  public LabEnvironment stopped(
      DirectusVersion version, Template template, Map<String, String> variables) {
    return create(version, template.label(), original(version, template), variables);
  }

  /** The server under all databases of this laboratory. */
  public LabPostgres postgres() {
    return postgres;
  }

  LabEnvironment copy(LabEnvironment environment) {
    String source = environment.name();
    allowConnections(source, false);
    try {
      return create(
          environment.version(),
          "copy",
          new Original(source, Optional.of(environment.process().uploads())),
          Map.of());
    } finally {
      allowConnections(source, true);
    }
  }

  void closed(LabEnvironment environment) {
    open.remove(environment);
  }

  private LabEnvironment create(
      DirectusVersion version, String label, Original original, Map<String, String> variables) {
    String name =
        version.name().toLowerCase(Locale.ROOT) + "_" + label + "_" + count.incrementAndGet();
    LabDatabase database = LabDatabase.create(postgres, name, original.database(), owner, random());
    String token = random();
    // Every environment is a copy of a template; what tells projects apart it has of its own.
    database
        .owner()
        .run(
            """
            UPDATE directus_settings SET project_id = gen_random_uuid();
            UPDATE directus_users SET token = '%s' WHERE token IS NOT NULL
            """
                .formatted(token));
    LabEnvironment environment =
        new LabEnvironment(
            this, version, database, folder.resolve(name), token, withDefaults(name, variables));
    original.uploads().ifPresent(from -> Folders.copyFiles(from, environment.process().uploads()));
    open.add(environment);
    return environment;
  }

  /** The template, which is made when it is first asked for. */
  private Original original(DirectusVersion version, Template template) {
    // Two kinds of lock would deadlock: a model is made from a bootstrapped one.
    synchronized (templates) {
      TemplateKey key = new TemplateKey(version, template);
      Original original = templates.get(key);
      if (original == null) {
        original = makeTemplate(version, template);
        allowConnections(original.database(), false);
        templates.put(key, original);
      }
      return original;
    }
  }

  private Original makeTemplate(DirectusVersion version, Template template) {
    return switch (template) {
      case Template.Bootstrapped ignored -> bootstrap(version);
      case Template.Model ignored ->
          fill(version, "model", environment -> ContentModel.apply(environment.start().directus()));
      case Template.Size(int collections) ->
          fill(
              version,
              "size_" + collections,
              environment -> environment.sql(Sizes.sql(collections)));
    };
  }

  private Original bootstrap(DirectusVersion version) {
    String name = "template_bootstrapped_" + version.name().toLowerCase(Locale.ROOT);
    postgres.createDatabase(name, EMPTY, OWNER);
    Path place = folder.resolve(name);
    new DirectusProcess(version, place, FreePort.find(), withDefaults(name, Map.of())).bootstrap();
    Folders.delete(place);
    return new Original(name, Optional.empty());
  }

  private Original fill(DirectusVersion version, String label, Consumer<LabEnvironment> content) {
    LabEnvironment environment =
        create(version, "template_" + label, original(version, Template.BOOTSTRAPPED), Map.of());
    content.accept(environment);
    environment.stop();
    open.remove(environment);
    return new Original(environment.name(), Optional.of(environment.process().uploads()));
  }

  private void allowConnections(String database, boolean allowed) {
    postgres.sql(
        "postgres", "ALTER DATABASE \"%s\" ALLOW_CONNECTIONS %s".formatted(database, allowed));
    if (!allowed) {
      postgres.sql(
          "postgres",
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(database));
    }
  }

  private Map<String, String> withDefaults(String database, Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>();
    all.put("DB_HOST", "127.0.0.1");
    all.put("DB_PORT", Integer.toString(postgres.port()));
    all.put("DB_DATABASE", database);
    all.put("DB_USER", owner.username());
    all.put("DB_PASSWORD", owner.password());
    all.put("ADMIN_EMAIL", "admin@example.com");
    all.put("ADMIN_PASSWORD", adminToken);
    all.put("ADMIN_TOKEN", adminToken);
    all.put("SECRET", adminToken);
    all.put("KEY", "laboratory");
    all.putAll(variables);
    return all;
  }

  private void end() {
    open.forEach(environment -> environment.process().kill());
    postgres.close();
    Folders.delete(folder);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
