package dev.plumbline.http.environment;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.JsonBody;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;

/** What may be asked of an environment that the caller may see. */
@Singleton
public final class EnvironmentActions {
  private final Monitoring monitoring;
  private final Scanning scanning;
  private final Visibility visible;
  private final Caller caller;

  EnvironmentActions(Monitoring monitoring, Scanning scanning, Visibility visible, Caller caller) {
    this.monitoring = monitoring;
    this.scanning = scanning;
    this.visible = visible;
    this.caller = caller;
  }

  /** Begins a poll. */
  public Poll poll(String env) {
    return monitoring.requestPoll(id(env)).orElseThrow(() -> missing(env));
  }

  /** Begins a scan, or finds the one that is running. */
  public Scan scan(String env) {
    EnvironmentOverview environment = visible.environment(env);
    if (environment.watched().database().isEmpty()) {
      throw Problems.of(ProblemType.NO_DATABASE, withoutDatabase(env));
    }
    return scanning
        .requestScan(environment.watched().environment().id())
        .orElseThrow(() -> missing(env));
  }

  /**
   * Stops polling on schedule.
   *
   * @param body with a note
   */
  public EnvironmentOverview pause(String env, String body) {
    EnvironmentId id = id(env);
    JsonBody read = JsonBody.read(body);
    String note = read.note();
    read.orThrow();
    return monitoring.pause(id, caller.name(), note).orElseThrow(() -> missing(env));
  }

  /** Polls on schedule again. */
  public EnvironmentOverview resume(String env) {
    return monitoring.resume(id(env), caller.name()).orElseThrow(() -> missing(env));
  }

  private EnvironmentId id(String env) {
    return visible.environment(env).watched().environment().id();
  }

  private static HttpProblem missing(String env) {
    return Problems.notFound("environment", env);
  }

  private static String withoutDatabase(String env) {
    String key = "plumbline.environments." + env + ".database.url";
    return "Records are read from the database, and '"
        + env
        + "' has none configured. Configure "
        + key
        + " with .username and .password beside it.";
  }
}
