package dev.plumbline.rest.deployment;

import static java.util.stream.Collectors.toSet;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.state.Deployment;
import jakarta.inject.Singleton;

/** Deployments as the caller may see them: findings about what is hidden are not counted. */
@Singleton
final class DeploymentViews {
  private final Settings settings;
  private final DeploymentStore store;
  private final Visibility visible;
  private final Caller caller;

  DeploymentViews(Settings settings, DeploymentStore store, Visibility visible, Caller caller) {
    this.settings = settings;
    this.store = store;
    this.visible = visible;
    this.caller = caller;
  }

  DeploymentView of(Deployment deployment) {
    return DeploymentView.of(
        deployment,
        store.changes(
            deployment.id(),
            settings.comparisonsOf(deployment.environment()).stream()
                .map(Comparison::name)
                .filter(visible.comparisonNames()::contains)
                .collect(toSet()),
            settings.environments().keySet().stream().filter(caller::sees).collect(toSet())));
  }
}
