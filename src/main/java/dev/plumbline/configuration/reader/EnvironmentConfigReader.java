package dev.plumbline.configuration.reader;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.configuration.text.Addresses;
import dev.plumbline.configuration.text.Crons;
import dev.plumbline.configuration.text.Durations;
import dev.plumbline.configuration.text.JdbcUrl;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code plumbline.environments.<env>}. */
final class EnvironmentConfigReader {
  private EnvironmentConfigReader() {}

  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /**
   * Oftener would cost the watched server more than it is worth: even a poll of nothing new is a
   * query.
   */
  private static final Duration EVERY_AT_LEAST = Duration.ofSeconds(5);

  /** The counters of a table do not change oftener. */
  private static final Duration SCAN_AT_LEAST = Duration.ofMinutes(1);

  private static final Duration BUDGET_AT_LEAST = Duration.ofSeconds(10);

  static Optional<WatchedEnvironment> read(String name, ConfigSection section) {
    Optional<Tier> tier =
        section.oneOf(
            "tier",
            section.required("tier", "local, staging or production"),
            List.of(Tier.values()),
            Tier::label);
    boolean isProtected =
        section.flag("protected").orElse(tier.filter(Tier.PRODUCTION::equals).isPresent());
    if (!section.has("directus.url", "database.url")) {
      section
          .values()
          .problem(
              section.prefix(),
              "has neither directus.url nor database.url: there is nothing to read. Set one or both.");
    }
    Optional<Directus> directus = directus(section.sub("directus"));
    Optional<Database> database = database(section.sub("database"));
    Polling polling = polling(section.sub("poll"));
    Scanning scanning = scanning(section.sub("scan"), section.has("database.url"));
    ChangeTimes changes = ApprovalConfigReader.changes(section);
    Optional<BackupPolicy> backup =
        BackupConfigReader.policy(section.sub("backup"), database, section.has("database.url"));
    WriterPolicy writer =
        new WriterPolicy(
            writerToken(section.sub("directus"), section.sub("directus.writer")),
            writerDatabase(section.sub("database.writer"), database, section.has("database.url")),
            section.flag("rollback-unverified").orElse(false),
            runsWithout(section),
            section.flag("canary-items").orElse(false));
    return tier.map(
        known ->
            new WatchedEnvironment(
                new Environment(new EnvironmentId(name), known, isProtected),
                directus,
                database,
                polling,
                scanning,
                changes,
                backup,
                writer));
  }

  private static Optional<Secret> writerToken(ConfigSection directus, ConfigSection section) {
    Optional<Secret> token = section.secret("token");
    if (!directus.has("url") && section.has("token", "token-file")) {
      directus.problem("url", "is missing, but a token that writes is set for it.");
    }
    return token;
  }

  private static boolean runsWithout(ConfigSection section) {
    boolean runs = section.flag("run-without-writer").orElse(false);
    if (runs && !section.has("database.url")) {
      section.problem(
          "run-without-writer",
          "is true, but there is no database. Set database.url, or leave this out.");
    }
    return runs;
  }

  /**
   * @param watched empty if the environment has no database, or a wrong one
   */
  private static Optional<Database> writerDatabase(
      ConfigSection section, Optional<Database> watched, boolean hasDatabase) {
    Optional<Secret> password = section.secret("password");
    boolean hasPassword = section.has("password", "password-file");
    if (!hasDatabase && (hasPassword || section.has("username"))) {
      section
          .values()
          .problem(
              section.prefix(),
              "is set, but there is no database. Set database.url, or leave this out.");
      return Optional.empty();
    }
    if (section.has("username") != hasPassword) {
      section.problem(
          hasPassword ? "username" : "password",
          "is missing. Set both; without them, a run needs run-without-writer.");
    }
    Optional<String> username = section.text("username");
    if (watched.isEmpty() || username.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    Database database = watched.get();
    return Optional.of(
        new Database(
            database.url(),
            username.get(),
            password.get(),
            database.schema(),
            Optional.empty(),
            database.directusRole()));
  }

  private static Optional<Directus> directus(ConfigSection section) {
    Optional<Secret> token = section.secret("token");
    if (!section.has("url") && section.has("token", "token-file")) {
      section.problem("url", "is missing, but a token for it is set.");
    }
    Optional<URI> url = section.parsed("url", Addresses::parse);
    return url.map(known -> new Directus(known, token));
  }

  private static Optional<Database> database(ConfigSection section) {
    Optional<Secret> password = section.secret("password");
    Optional<String> username = section.text("username");
    if (!section.has("url")) {
      if (section.has(
          "username", "password", "password-file", "schema", "replica-url", "directus-role")) {
        section.problem("url", "is missing, but other keys of the database are set.");
      }
      return Optional.empty();
    }
    section.required("username", "the role that may read the schema");
    if (!section.has("password", "password-file")) {
      section.problem("password", "is missing. Set it, or password-file.");
    }
    Optional<JdbcUrl> url = section.parsed("url", JdbcUrl::parse);
    Optional<JdbcUrl> replica = section.parsed("replica-url", JdbcUrl::parse);
    if (url.isPresent() && replica.filter(url.get()::isSameDatabase).isPresent()) {
      section.problem(
          "replica-url",
          "is the same database as url. Set a standby, or leave it out: scans then"
              + " read from url.");
    }
    if (url.isEmpty() || username.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Database(
            section.text("url").orElseThrow(),
            username.get(),
            password.get(),
            section.text("schema").orElse("public"),
            section.text("replica-url"),
            section.text("directus-role")));
  }

  static Schedule schedule(ConfigSection section, Duration byDefault, Duration atLeast) {
    if (section.has("every") && section.has("cron")) {
      section.problem("cron", "is set, and so is every. Set only one of them.");
    }
    Schedule every = new Schedule.Every(section.duration("every", byDefault, atLeast));
    Optional<Schedule> cron =
        section.parsed("cron", text -> new Schedule.Cron(text, Crons.longestGap(text, atLeast)));
    return cron.orElse(every);
  }

  private static Scanning scanning(ConfigSection section, boolean hasDatabase) {
    if (!hasDatabase && section.has("every", "cron", "budget", "files")) {
      section
          .values()
          .problem(
              section.prefix(),
              "is set, but there is no database to scan. Set database.url, or leave this out.");
    }
    return new Scanning(
        schedule(section, Scanning.DEFAULT.schedule().longestGap(), SCAN_AT_LEAST),
        section.duration("budget", Scanning.DEFAULT.budget(), BUDGET_AT_LEAST),
        section
            .oneOf("files", section.textOrOff("files"), List.of(Files.values()), Files::label)
            .orElse(Scanning.DEFAULT.files()));
  }

  private static Polling polling(ConfigSection section) {
    Schedule schedule = schedule(section, EVERY, EVERY_AT_LEAST);
    Duration settle = section.duration("settle", SETTLE, Duration.ZERO);
    Duration deadline = section.duration("deadline", DEADLINE, Duration.ofSeconds(1));
    if (deadline.compareTo(settle) <= 0) {
      section.problem(
          "deadline",
          Durations.write(deadline)
              + " is not longer than settle, "
              + Durations.write(settle)
              + ": a poll that finds a change could not finish in time.");
    }
    return new Polling(schedule, settle, deadline);
  }
}
