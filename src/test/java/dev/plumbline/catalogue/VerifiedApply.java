package dev.plumbline.catalogue;

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
import dev.plumbline.plan.step.Step;
import dev.plumbline.postgres.target.PostgresTargets;
import dev.plumbline.postgres.target.content.PostgresContentWatch;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sends a payload as a run does: watched, and with the rows remembered as they were. */
final class VerifiedApply {
  static final EnvironmentId TARGET = new EnvironmentId("target");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private VerifiedApply() {}

  /**
   * What came of it.
   *
   * @param answer of whoever sent it
   */
  record Sent<T>(T answer, ContentChanges content) {}

  static <T> Sent<T> send(LabEnvironment target, List<Step> steps, Supplier<T> send) {
    Map<EnvironmentId, WatchedEnvironment> environments = environments(target);
    Map<String, Set<String>> touched = PlanScope.touched(steps);
    try (TargetSession session =
            new PostgresTargets(environments, new BackupFiles(Optional.empty())).open(TARGET);
        ContentWatch.Opened before = new PostgresContentWatch(environments, LIMIT).open(TARGET);
        ApplyWatch watch = session.watch(touched.keySet(), LIMIT, LateRows.NONE)) {
      T answer = send.get();
      if (!watch.awaitEnd(LIMIT)) {
        throw new AssertionError("Directus still applies a plan that it has answered");
      }
      return new Sent<>(answer, before.changes(watch.transaction(), touched));
    } catch (TargetException e) {
      throw new AssertionError("the target could not be watched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static Map<EnvironmentId, WatchedEnvironment> environments(LabEnvironment target) {
    return Map.of(TARGET, watched(target));
  }

  private static WatchedEnvironment watched(LabEnvironment target) {
    Optional<Database> database =
        Optional.of(
            new Database(
                target.jdbcUrl(),
                target.ownerUsername(),
                new Secret.Literal(target.ownerPassword()),
                "public"));
    return new WatchedEnvironment(
        new Environment(TARGET, Tier.STAGING, false),
        Optional.empty(),
        database,
        new Polling(new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, LIMIT),
        Scanning.DEFAULT,
        ChangeTimes.ALWAYS,
        Optional.<BackupPolicy>empty(),
        new WriterPolicy(Optional.empty(), database));
  }
}
