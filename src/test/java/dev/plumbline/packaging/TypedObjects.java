package dev.plumbline.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of Kubernetes, read strictly into the types that the client of fabric8 has for them. */
record TypedObjects(List<HasMetadata> all) {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class));

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .annotationIntrospector(new NoAnySetter())
          .build();

  /** The types accept every field, and keep those that they do not know in a map. */
  private static final class NoAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasAnySetter(Annotated annotated) {
      return annotated instanceof AnnotatedMember ? Boolean.FALSE : super.hasAnySetter(annotated);
    }
  }

  /**
   * Reads them.
   *
   * @throws AssertionError for a kind that is not listed, an unknown field or a value of another
   *     type
   */
  static TypedObjects read(String yaml) {
    return new TypedObjects(YamlText.documents(yaml).stream().map(TypedObjects::read).toList());
  }

  private static HasMetadata read(JsonNode document) {
    String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    Class<? extends HasMetadata> type = TYPES.get(kind);
    if (type == null) {
      throw new AssertionError(kind + " is not in TypedObjects: add its type");
    }
    try {
      return STRICT.treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(kind + ": " + e.getMessage(), e);
    }
  }

  <T extends HasMetadata> List<T> of(Class<T> type) {
    return stream(type).toList();
  }

  /** The only one of its type with this name. */
  <T extends HasMetadata> T named(Class<T> type, String name) {
    List<T> named =
        stream(type).filter(object -> object.getMetadata().getName().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(
          named.size() + " " + type.getSimpleName() + " have the name " + name + ", not one");
    }
    return named.getFirst();
  }

  private <T extends HasMetadata> Stream<T> stream(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast);
  }
}
