package dev.plumbline.http.guard;

import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.http.RestPaths;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.problem.Problems.FieldError;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that the resource does not know: {@code severty=high} must not be
 * answered as if nothing had been asked for.
 */
@Singleton
final class QueryGuard {
  @ServerRequestFilter(priority = Priorities.USER)
  void check(ResourceInfo resource, UriInfo uri) {
    if (resource.getResourceMethod().isAnnotationPresent(AnyQuery.class)) {
      return;
    }
    SortedSet<String> known = new TreeSet<>();
    Arrays.stream(resource.getResourceMethod().getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .forEach(annotation -> known.add(annotation.value()));
    List<FieldError> errors = new ArrayList<>();
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                errors.add(new FieldError(name, unknown(name, known)));
              } else if (values.size() > 1) {
                errors.add(
                    new FieldError(name, "occurs " + values.size() + " times. Give it once."));
              } else if (values.getFirst().isBlank() && RestPaths.isRest(uri)) {
                // A form of a page sends the fields, too, that nobody filled in.
                errors.add(new FieldError(name, "is empty. Give it a value, or leave it out."));
              }
            });
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
  }

  private static String unknown(String name, SortedSet<String> known) {
    return known.isEmpty()
        ? "is not a parameter of this path, which has none."
        : "is not a parameter of this path. Its parameters: "
            + String.join(", ", known)
            + "."
            + Nearest.question(name, known);
  }
}
