package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.AgeKeys;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.BackupPolicy.Encryption;
import dev.plumbline.configuration.BackupPolicy.Means;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.text.DataSize;
import dev.plumbline.configuration.text.JdbcUrl;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code plumbline.backups}, and when an environment is backed up. */
final class BackupConfigReader {
  private static final Duration AT_LEAST = Duration.ofMinutes(5);
  private static final int MOST_KEPT = 1000;

  private BackupConfigReader() {}

  /**
   * @param watched empty if the environment has no database, or a wrong one
   */
  static Optional<BackupPolicy> policy(
      ConfigSection section, Optional<Database> watched, boolean hasDatabase) {
    if (!hasDatabase
        && section.has(
            "every",
            "cron",
            "keep",
            "narrow-above",
            "url",
            "username",
            "password",
            "password-file")) {
      section
          .values()
          .problem(
              section.prefix(),
              "is set, but there is no database to back up. Set database.url, or leave this out.");
      return Optional.empty();
    }
    Optional<Schedule> schedule =
        section.has("every", "cron")
            ? Optional.of(EnvironmentConfigReader.schedule(section, AT_LEAST, AT_LEAST))
            : Optional.empty();
    Optional<Secret> password = section.secret("password");
    boolean hasPassword = section.has("password", "password-file");
    if (section.has("username") != hasPassword) {
      section.problem(
          hasPassword ? "username" : "password",
          "is missing. Set both, or neither: then the role that watches makes the backups.");
    }
    Optional<JdbcUrl> url = section.parsed("url", JdbcUrl::parse);
    int keep = section.parsed("keep", BackupConfigReader::keep).orElse(BackupPolicy.USUAL_KEEP);
    Optional<DataSize> narrowAbove = section.parsed("narrow-above", DataSize::parse);
    return watched.map(
        database ->
            new BackupPolicy(
                section.has("url", "username")
                    ? new Database(
                        url.flatMap(known -> section.text("url")).orElse(database.url()),
                        section.text("username").orElse(database.username()),
                        password.orElse(database.password()),
                        database.schema())
                    : database,
                schedule,
                keep,
                narrowAbove));
  }

  private static Integer keep(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_KEPT) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a whole number from 1 to " + MOST_KEPT + ".");
    }
    return Integer.valueOf(text);
  }

  static Means means(ConfigSection section) {
    return new Means(
        section.parsed("directory", SettingsReader::directory).orElse(Means.DEFAULT.directory()),
        section.parsed("client", BackupConfigReader::client),
        scratch(section.sub("scratch")),
        encryption(section.sub("encryption")),
        section.duration("lock-wait", Means.DEFAULT.lockWait(), Duration.ofSeconds(1)),
        section.duration("deadline", Means.DEFAULT.deadline(), Duration.ofMinutes(1)));
  }

  private static Optional<Database> scratch(ConfigSection section) {
    Optional<Secret> password = section.secret("password");
    if (!section.has("url")) {
      if (section.has("username", "password", "password-file")) {
        section.problem("url", "is missing, but credentials for it are set.");
      }
      return Optional.empty();
    }
    Optional<JdbcUrl> url = section.parsed("url", JdbcUrl::parse);
    Optional<String> username =
        section.required("username", "a role that may create databases and roles");
    if (!section.has("password", "password-file")) {
      section.problem("password", "is missing. Set it, or password-file.");
    }
    return url.isEmpty() || username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Database(
                section.text("url").orElseThrow(), username.get(), password.get(), "public"));
  }

  /** A key that is a file may be missing while Plumbline starts: it is read at each use. */
  private static Optional<Encryption> encryption(ConfigSection section) {
    Optional<Secret> identity = section.secret("identity");
    if (section.has("recipients") && !section.has("identity", "identity-file")) {
      section.problem(
          "identity",
          "is missing. Set it, or identity-file: without a secret key no backup could be restored"
              + " to prove it.");
    }
    identity
        .filter(secret -> secret.problem().isEmpty())
        .flatMap(secret -> invalid(secret.reveal()))
        .ifPresent(
            why -> section.problem(section.has("identity") ? "identity" : "identity-file", why));
    List<String> recipients =
        section.parsed("recipients", BackupConfigReader::recipients).orElse(List.of());
    return identity.map(secret -> new Encryption(secret, recipients));
  }

  private static Optional<String> invalid(String identities) {
    try {
      AgeKeys.identities(identities);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static List<String> recipients(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(AgeKeys::recipient).toList();
  }

  private static Path client(String text) {
    try {
      Path directory = Path.of(text);
      for (String program : new String[] {"pg_dump", "pg_restore"}) {
        if (!Files.isExecutable(directory.resolve(program))) {
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' has no program "
                  + program
                  + ". Name the directory of PostgreSQL's client programs, or leave it out:"
                  + " they are found in the usual directories.");
        }
      }
      return directory;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is not the path of a directory.", e);
    }
  }
}
