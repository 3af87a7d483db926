package dev.plumbline.configuration;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything under {@code plumbline.*}, valid as a whole.
 *
 * @param signIn empty: people sign in with tokens only
 */
public record Settings(
    SortedMap<EnvironmentId, WatchedEnvironment> environments,
    SortedMap<ComparisonName, Comparison> comparisons,
    List<ApiToken> tokens,
    Notifications notifications,
    Store store,
    ReportSchedule reports,
    ApprovalRules approvals,
    BackupPolicy.Means backups,
    RunLimits runs,
    Optional<SignInProvider> signIn) {
  public Settings {
    environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
    comparisons = Collections.unmodifiableSortedMap(new TreeMap<>(comparisons));
    tokens = List.copyOf(tokens);
  }

  /** With tokens only. */
  public Settings(
      SortedMap<EnvironmentId, WatchedEnvironment> environments,
      SortedMap<ComparisonName, Comparison> comparisons,
      List<ApiToken> tokens,
      Notifications notifications,
      Store store,
      ReportSchedule reports,
      ApprovalRules approvals,
      BackupPolicy.Means backups,
      RunLimits runs) {
    this(
        environments,
        comparisons,
        tokens,
        notifications,
        store,
        reports,
        approvals,
        backups,
        runs,
        Optional.empty());
  }

  /** With the usual limits of runs, too. */
  public Settings(
      SortedMap<EnvironmentId, WatchedEnvironment> environments,
      SortedMap<ComparisonName, Comparison> comparisons,
      List<ApiToken> tokens,
      Notifications notifications,
      Store store,
      ReportSchedule reports,
      ApprovalRules approvals,
      BackupPolicy.Means backups) {
    this(
        environments,
        comparisons,
        tokens,
        notifications,
        store,
        reports,
        approvals,
        backups,
        RunLimits.DEFAULT);
  }

  /** With the usual approvals and backups, too. */
  public Settings(
      SortedMap<EnvironmentId, WatchedEnvironment> environments,
      SortedMap<ComparisonName, Comparison> comparisons,
      List<ApiToken> tokens,
      Notifications notifications,
      Store store,
      ReportSchedule reports) {
    this(
        environments,
        comparisons,
        tokens,
        notifications,
        store,
        reports,
        ApprovalRules.DEFAULT,
        BackupPolicy.Means.DEFAULT);
  }

  /** With the usual reports, too. */
  public Settings(
      SortedMap<EnvironmentId, WatchedEnvironment> environments,
      SortedMap<ComparisonName, Comparison> comparisons,
      List<ApiToken> tokens,
      Notifications notifications,
      Store store) {
    this(environments, comparisons, tokens, notifications, store, ReportSchedule.DEFAULT);
  }

  /**
   * What is sent, and to whom.
   *
   * @param channels sorted by name
   * @param publicUrl at which people reach this service, for links; without a slash at its end
   */
  public record Notifications(List<NotificationChannel> channels, Optional<URI> publicUrl) {
    public static final Notifications NONE = new Notifications(List.of(), Optional.empty());

    public Notifications {
      channels = List.copyOf(channels);
    }
  }

  /**
   * Our own store.
   *
   * @param url our PostgreSQL ({@code jdbc:postgresql://…}); empty: one of our own is started
   * @param directory where the embedded PostgreSQL keeps its data
   * @param retention how long polls, resolved findings and snapshots that nothing refers to are
   *     kept
   */
  public record Store(
      Optional<String> url,
      Optional<String> username,
      Optional<Secret> password,
      Path directory,
      Duration retention) {}

  /** Why a secret of an environment cannot be read in this process now; empty if all can. */
  public Optional<String> unreadableSecret() {
    for (WatchedEnvironment watched : environments.values()) {
      Optional<String> problem =
          Stream.concat(
                  Stream.of(
                          watched.directus().flatMap(WatchedEnvironment.Directus::token),
                          watched.writer().token())
                      .flatMap(Optional::stream),
                  Stream.of(
                          watched.database(),
                          watched.backup().map(BackupPolicy::database),
                          watched.writer().database())
                      .flatMap(Optional::stream)
                      .map(WatchedEnvironment.Database::password))
              .flatMap(secret -> secret.problem().stream())
              .findFirst();
      if (problem.isPresent()) {
        return problem.map(why -> watched.environment().id() + ": " + why);
      }
    }
    return Optional.empty();
  }

  /** The comparisons in which an environment takes part, sorted by name. */
  public Collection<Comparison> comparisonsOf(EnvironmentId environment) {
    return comparisons.values().stream().filter(c -> c.involves(environment)).toList();
  }
}
