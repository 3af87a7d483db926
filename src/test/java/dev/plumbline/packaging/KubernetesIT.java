package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.configuration.Configured;
import dev.plumbline.lab.machine.Kubectl;
import dev.plumbline.lab.machine.LogFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a current kubectl makes of each overlay: objects without a field that Kubernetes does not
 * know, whose names all lead somewhere, and pods that the restricted Pod Security Standard admits.
 */
class KubernetesIT {
  private static final Path OVERLAYS = Path.of("k8s/overlays");
  private static final String SECRET = "plumbline-secrets";
  private static final Pattern SECRET_FILE = Pattern.compile("/run/secrets/plumbline/([a-z-]+)");
  private static final Map<String, TypedObjects> BUILT = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void everyNameLeadsSomewhere(String overlay) throws Exception {
    TypedObjects objects = built(overlay);
    List<Workload> workloads = Workload.of(objects);

    assertThat(workloads).isNotEmpty();
    for (Workload workload : workloads) {
      assertThat(workload.isSelectedBy(workload.selector())).as(workload.name()).isTrue();
      objects.named(ServiceAccount.class, workload.pod().getServiceAccountName());
      for (Volume volume : workload.pod().getVolumes()) {
        if (volume.getConfigMap() != null) {
          objects.named(ConfigMap.class, volume.getConfigMap().getName());
        }
        if (volume.getSecret() != null) {
          assertThat(volume.getSecret().getSecretName()).isEqualTo(SECRET);
        }
      }
      for (Container container : workload.containers()) {
        assertThat(container.getImage()).matches(".+:(?!latest$).+");
        for (VolumeMount mount : container.getVolumeMounts()) {
          assertThat(workload.volumes()).contains(mount.getName());
        }
        for (Probe probe : probes(container)) {
          assertThat(probe.getHttpGet() == null || workload.hasPort(probe.getHttpGet().getPort()))
              .as("the port of %s", probe)
              .isTrue();
        }
      }
      workload.pod().getTopologySpreadConstraints().stream()
          .map(spread -> spread.getLabelSelector().getMatchLabels())
          .forEach(labels -> assertThat(workload.isSelectedBy(labels)).isTrue());
    }
    for (Service service : objects.of(Service.class)) {
      Workload workload = selected(workloads, service.getSpec().getSelector());
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(workload.hasPort(port.getTargetPort())).as("the target of %s", port).isTrue();
      }
    }
    for (PodDisruptionBudget budget : objects.of(PodDisruptionBudget.class)) {
      selected(workloads, budget.getSpec().getSelector().getMatchLabels());
    }
    for (NetworkPolicy policy : objects.of(NetworkPolicy.class)) {
      Workload workload = selected(workloads, policy.getSpec().getPodSelector().getMatchLabels());
      policy.getSpec().getIngress().stream()
          .flatMap(rule -> rule.getPorts().stream())
          .map(NetworkPolicyPort::getPort)
          .forEach(port -> assertThat(workload.hasPort(port)).as("port %s", port).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void prometheusFindsPlumblineAndHasItsRules(String overlay) throws Exception {
    TypedObjects objects = built(overlay);
    ServiceMonitor monitor = objects.named(ServiceMonitor.class, "plumbline");
    Service service =
        objects.of(Service.class).stream()
            .filter(
                candidate ->
                    candidate
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
            .findFirst()
            .orElseThrow();

    assertThat(service.getSpec().getPorts().stream().map(ServicePort::getName))
        .containsAll(monitor.getSpec().getEndpoints().stream().map(e -> e.getPort()).toList());
    assertThat(objects.of(PrometheusRule.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void everythingIsInTheNamespaceWhichAdmitsRestrictedPodsOnly(String overlay) throws Exception {
    TypedObjects objects = built(overlay);
    Namespace namespace = objects.of(Namespace.class).getFirst();

    assertThat(objects.all())
        .filteredOn(object -> !(object instanceof Namespace))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsOnly(namespace.getMetadata().getName());
    assertThat(objects.all().stream().map(KubernetesIT::identity)).doesNotHaveDuplicates();
    assertThat(namespace.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  /** The fields of the standard's profile "restricted", on top of those of "baseline". */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void podsAreRestricted(String overlay) throws Exception {
    for (Workload workload : Workload.of(built(overlay))) {
      PodSecurityContext pod = workload.pod().getSecurityContext();
      assertThat(pod.getRunAsNonRoot()).isTrue();
      assertThat(pod.getRunAsUser()).isPositive();
      assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
      assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
      assertThat(workload.pod().getHostNetwork()).isNotEqualTo(true);
      assertThat(workload.pod().getHostPID()).isNotEqualTo(true);
      assertThat(workload.pod().getHostIPC()).isNotEqualTo(true);
      assertThat(workload.pod().getVolumes())
          .allMatch(
              volume ->
                  volume.getConfigMap() != null
                      || volume.getSecret() != null
                      || volume.getEmptyDir() != null);
      for (Container container : workload.containers()) {
        SecurityContext own = container.getSecurityContext();
        assertThat(own.getAllowPrivilegeEscalation()).isFalse();
        assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(own.getCapabilities().getAdd()).isEmpty();
        assertThat(own.getPrivileged()).isNotEqualTo(true);
        assertThat(own.getRunAsNonRoot()).isNotEqualTo(false);
        assertThat(own.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
      }
    }
  }

  @Test
  void anUpdateOfProductionHasNoGap() throws Exception {
    TypedObjects objects = built("production");
    Deployment deployment = objects.named(Deployment.class, "plumbline");
    Container container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();

    assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
        .isEqualTo(new IntOrString(0));
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
    assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("512Mi"));
    assertThat(objects.named(PodDisruptionBudget.class, "plumbline").getSpec().getMaxUnavailable())
        .isEqualTo(new IntOrString(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void plumblineAcceptsTheConfiguration(String overlay, @TempDir Path secrets) throws Exception {
    TypedObjects objects = built(overlay);
    Container container =
        objects
            .named(Deployment.class, "plumbline")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
    String yaml =
        Objects.requireNonNull(
            objects.of(ConfigMap.class).getFirst().getData().get("application.yaml"));
    Map<String, String> variables =
        container.getEnv().stream()
            .filter(variable -> variable.getName().startsWith("PLUMBLINE_"))
            .collect(Collectors.toMap(EnvVar::getName, v -> inFolder(v.getValue(), secrets)));
    Set<String> keys = new TreeSet<>();
    Stream.concat(Stream.of(yaml), container.getEnv().stream().map(EnvVar::getValue))
        .forEach(text -> SECRET_FILE.matcher(text).results().forEach(m -> keys.add(m.group(1))));
    assertThat(keys).hasSizeGreaterThan(3);
    for (String key : keys) {
      Files.writeString(secrets.resolve(key), "secret-" + key);
      assertThat(Files.readString(Path.of("docs/deployment.md")))
          .as("how to make the key of the secret")
          .contains("--from-file=" + key);
    }

    assertThat(
            Configured.valid(Configured.byYaml(inFolder(yaml, secrets), variables)).environments())
        .hasSize(2);
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsAnError() throws Exception {
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: plumbline}
        spec:
          ports: [{port: 8080, targetPorts: http}]
        """;

    assertThatThrownBy(() -> TypedObjects.read(service)).hasMessageContaining("targetPorts");
  }

  private static String inFolder(String text, Path secrets) {
    return text.replace("/run/secrets/plumbline", secrets.toString());
  }

  private static String identity(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static Workload selected(List<Workload> workloads, Map<String, String> labels) {
    List<Workload> selected =
        workloads.stream().filter(workload -> workload.isSelectedBy(labels)).toList();
    assertThat(selected).as("what %s selects", labels).hasSize(1);
    return selected.getFirst();
  }

  private static List<Probe> probes(Container container) {
    return Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .filter(probe -> probe != null)
        .toList();
  }

  private static TypedObjects built(String overlay) throws IOException, InterruptedException {
    TypedObjects known = BUILT.get(overlay);
    if (known != null) {
      return known;
    }
    Path output = Path.of("target", "kustomize-" + overlay + ".yaml");
    Path errors = Path.of("target", "kustomize-" + overlay + ".log");
    Process process =
        new ProcessBuilder(
                Kubectl.program().toString(), "kustomize", OVERLAYS.resolve(overlay).toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("kubectl ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    // It also warns of what is deprecated.
    assertThat(LogFile.text(errors)).isEmpty();
    assertThat(process.exitValue()).isZero();
    TypedObjects objects = TypedObjects.read(Files.readString(output));
    BUILT.put(overlay, objects);
    return objects;
  }
}
