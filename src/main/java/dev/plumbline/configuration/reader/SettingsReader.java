package dev.plumbline.configuration.reader;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.text.Addresses;
import dev.plumbline.configuration.text.Durations;
import dev.plumbline.configuration.text.JdbcUrl;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** Reads everything under {@code plumbline.*} and reports all that is wrong with it at once. */
public final class SettingsReader {
  private SettingsReader() {}

  /** Settings that are right as a whole, or everything that is wrong. */
  public sealed interface Result {}

  /**
   * Nothing is wrong. Where replicas may share a store, a secret file of an environment may still
   * be missing here: {@link Settings#unreadableSecret} says so.
   */
  public record Valid(Settings settings) implements Result {}

  /**
   * @param problems not empty, sorted by key
   */
  public record Invalid(List<Problem> problems) implements Result {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Something that is wrong with the configuration.
   *
   * @param key as written in {@code application.yaml}, or the environment variable if it fits no
   *     key
   * @param message what is wrong, with the value unless it is a secret, and what would be right
   */
  public record Problem(String key, String message) {
    @Override
    public String toString() {
      return key + ": " + message;
    }
  }

  public static Result read(Config config) {
    ConfiguredValues values = new ConfiguredValues(config);
    SortedSet<String> names = values.names("environments");
    if (names.isEmpty()) {
      values.problem(
          "plumbline.environments",
          "no environment is configured. Set at least"
              + " plumbline.environments.<name>.tier and .directus.url or .database.url.");
    }
    SortedMap<EnvironmentId, WatchedEnvironment> environments = new TreeMap<>();
    for (String name : names) {
      EnvironmentConfigReader.read(name, section(values, "environments." + name))
          .ifPresent(read -> environments.put(new EnvironmentId(name), read));
    }
    SortedMap<ComparisonName, Comparison> comparisons = new TreeMap<>();
    for (String name : values.names("comparisons")) {
      ComparisonConfigReader.read(name, section(values, "comparisons." + name), names)
          .ifPresent(read -> comparisons.put(read.name(), read));
    }
    List<ApiToken> tokens = new ArrayList<>();
    for (String name : values.names("tokens")) {
      SignInConfigReader.token(name, section(values, "tokens." + name), names)
          .ifPresent(tokens::add);
    }
    List<NotificationChannel> channels = new ArrayList<>();
    for (String name : values.names("notifications")) {
      ChannelConfigReader.read(name, section(values, "notifications." + name), names)
          .ifPresent(channels::add);
    }
    Optional<URI> publicUrl =
        new ConfigSection("plumbline", values).parsed("public-url", Addresses::parse);
    Optional<SignInProvider> signIn = SignInConfigReader.provider(values, names, publicUrl);
    Settings.Store store = store(section(values, "store"));
    ReportSchedule reports = ReportConfigReader.read(section(values, "report"));
    ApprovalRules approvals = ApprovalConfigReader.rules(section(values, "approvals"));
    BackupPolicy.Means backups = BackupConfigReader.means(section(values, "backups"));
    RunLimits runs = runs(section(values, "runs"));
    Contradictions.find(config, values, names, tokens, channels);
    List<Problem> problems = values.problems();
    // With a shared store, other replicas may have the file: this one waits for it.
    boolean canWait = store.url().isPresent() && values.isWrongInSecretFilesAlone();
    return problems.isEmpty() || canWait
        ? new Valid(
            new Settings(
                environments,
                comparisons,
                tokens,
                new Settings.Notifications(channels, publicUrl),
                store,
                reports,
                approvals,
                backups,
                runs,
                signIn))
        : new Invalid(problems);
  }

  private static ConfigSection section(ConfiguredValues values, String name) {
    return new ConfigSection("plumbline." + name, values);
  }

  private static RunLimits runs(ConfigSection section) {
    return new RunLimits(
        section.duration("lock-wait", RunLimits.DEFAULT.lockWait(), Duration.ofSeconds(1)),
        section.duration("deadline", RunLimits.DEFAULT.deadline(), Duration.ofSeconds(10)),
        section.duration(
            "rollback-within", RunLimits.DEFAULT.rollbackWithin(), Duration.ofHours(1)),
        section
            .parsed("follow-up", section.textOrOff("follow-up"), SettingsReader::followUps)
            .orElse(RunLimits.DEFAULT.followUp()));
  }

  private static List<Duration> followUps(String text) {
    return text.equals(ConfigSection.OFF)
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(one -> Durations.parse(one.strip(), Duration.ofMinutes(1)))
            .sorted()
            .distinct()
            .toList();
  }

  private static Settings.Store store(ConfigSection section) {
    Optional<Secret> password = section.secret("password");
    section.parsed("url", JdbcUrl::parse);
    if (!section.has("url") && section.has("username", "password", "password-file")) {
      section.problem("url", "is missing, but credentials for it are set.");
    }
    return new Settings.Store(
        section.text("url"),
        section.text("username"),
        password,
        section.parsed("directory", SettingsReader::directory).orElse(Path.of("data")),
        section.duration("retention", Duration.ofDays(90), Duration.ofHours(1)));
  }

  static Path directory(String text) {
    try {
      Path path = Path.of(text);
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new IllegalArgumentException("'" + text + "' is a file. Name a directory.");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is not the path of a directory.", e);
    }
  }
}
