package dev.plumbline.ui;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;

/** Every method in {@code ui} that answers a request. */
final class PageRoutes {
  private PageRoutes() {}

  /**
   * One of them.
   *
   * @param path with parameters as in {@code /plans/{id}}
   */
  record Route(boolean isForm, String path, JavaMethod method) {
    boolean has(String annotation) {
      return method.getAnnotations().stream()
          .anyMatch(one -> one.getRawType().getSimpleName().equals(annotation));
    }
  }

  static List<Route> all() {
    // Not of the whole class path: another process of tests writes and deletes files beside test
    // classes.
    return new ClassFileImporter()
        .importPath(java.nio.file.Path.of("target/classes/dev/plumbline/ui")).stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(PageRoutes::of)
            .toList();
  }

  private static Stream<Route> of(JavaClass type) {
    String base = type.getAnnotationOfType(Path.class).value();
    return type.getMethods().stream()
        .filter(method -> is(method, GET.class) || is(method, POST.class))
        .map(method -> new Route(is(method, POST.class), path(base, method), method));
  }

  private static String path(String base, JavaMethod method) {
    String rest = is(method, Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    return rest.isEmpty() ? base : (base + "/" + rest).replaceAll("/+", "/");
  }

  private static boolean is(JavaMethod method, Class<? extends Annotation> annotation) {
    return method.isAnnotatedWith(annotation);
  }
}
