package dev.plumbline.notification;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The findings about channels that accept nothing: one for each environment about which the channel
 * is notified, so that other channels and the API say it to whoever watches that environment.
 */
public final class NotificationFindings {
  /** Fewer may be a restart of the receiver. */
  private static final int FAILURES = 3;

  private final Collection<EnvironmentId> environments;
  private final MonitorStore store;
  private final FindingStore findings;
  private final Clock clock;

  /**
   * @param environments all that are configured
   */
  public NotificationFindings(
      Collection<EnvironmentId> environments,
      MonitorStore store,
      FindingStore findings,
      Clock clock) {
    this.environments = List.copyOf(environments);
    this.store = store;
    this.findings = findings;
    this.clock = clock;
  }

  void failed(NotificationChannel channel, int failures, String reason) {
    if (failures < FAILURES) {
      return;
    }
    for (EnvironmentId environment : notified(channel)) {
      reconcile(
          scope(channel, environment),
          List.of(Observations.notificationFailing(environment, channel.name(), reason)));
    }
  }

  void sent(NotificationChannel channel) {
    notified(channel).forEach(environment -> reconcile(scope(channel, environment), List.of()));
  }

  /**
   * Resolves what nobody would resolve any more, because a channel was removed, or is no longer
   * notified about an environment.
   *
   * @param configured on this replica
   * @param known on any replica
   */
  public void resolveRemoved(Collection<NotificationChannel> configured, Set<String> known) {
    Set<Scope> ours = new HashSet<>();
    configured.forEach(channel -> notified(channel).forEach(id -> ours.add(scope(channel, id))));
    Set<String> names =
        configured.stream().map(NotificationChannel::name).collect(Collectors.toSet());
    Set<Scope> removed = new LinkedHashSet<>();
    for (EnvironmentId environment : environments) {
      for (Finding finding :
          findings.all(Filter.of(environment, FindingKind.NOTIFICATION).unresolved())) {
        Scope scope = finding.observation().scope();
        if (scope instanceof Scope.OfChannel(var ignored, String channel)
            && !ours.contains(scope)
            && (names.contains(channel) || !known.contains(channel))) {
          removed.add(scope);
        }
      }
    }
    removed.forEach(scope -> reconcile(scope, List.of()));
  }

  private List<EnvironmentId> notified(NotificationChannel channel) {
    return environments.stream().filter(channel.selection().environments()::includes).toList();
  }

  private static Scope scope(NotificationChannel channel, EnvironmentId environment) {
    return new Scope.OfChannel(environment, channel.name());
  }

  private void reconcile(Scope scope, List<Observation> seen) {
    store.reconcile(scope, known -> Reconciler.findings(known, seen, clock.instant()));
  }
}
