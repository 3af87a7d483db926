package dev.plumbline.packaging;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes pods: a Deployment or a StatefulSet.
 *
 * @param claims the volumes that each pod gets beside those of the template
 */
record Workload(
    String name, Map<String, String> selector, PodTemplateSpec template, Set<String> claims) {
  static List<Workload> of(TypedObjects objects) {
    return Stream.concat(
            objects.of(Deployment.class).stream()
                .map(
                    deployment ->
                        new Workload(
                            deployment.getMetadata().getName(),
                            deployment.getSpec().getSelector().getMatchLabels(),
                            deployment.getSpec().getTemplate(),
                            Set.of())),
            objects.of(StatefulSet.class).stream()
                .map(
                    set ->
                        new Workload(
                            set.getMetadata().getName(),
                            set.getSpec().getSelector().getMatchLabels(),
                            set.getSpec().getTemplate(),
                            set.getSpec().getVolumeClaimTemplates().stream()
                                .map(claim -> claim.getMetadata().getName())
                                .collect(Collectors.toSet()))))
        .toList();
  }

  PodSpec pod() {
    return template.getSpec();
  }

  List<Container> containers() {
    return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
        .toList();
  }

  /** The names that a container may mount. */
  Set<String> volumes() {
    return Stream.concat(
            claims.stream(), pod().getVolumes().stream().map(volume -> volume.getName()))
        .collect(Collectors.toSet());
  }

  /** Whether a selector that is not empty selects its pods. */
  boolean isSelectedBy(Map<String, String> labels) {
    return !labels.isEmpty()
        && template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
  }

  /** Whether a container has a port of this name or number. */
  boolean hasPort(IntOrString port) {
    return containers().stream()
        .flatMap(container -> container.getPorts().stream())
        .anyMatch(given -> isPort(given, port));
  }

  private static boolean isPort(ContainerPort given, IntOrString port) {
    return port.getStrVal() == null
        ? given.getContainerPort().equals(port.getIntVal())
        : port.getStrVal().equals(given.getName());
  }
}
