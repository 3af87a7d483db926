package dev.plumbline.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/** Makes the problems that this API answers with. */
public final class Problems {
  private Problems() {}

  /** One wrong field of a body, or one wrong parameter. */
  public record FieldError(String field, String message) {}

  public static HttpProblem.Builder builder(ProblemType type, String detail) {
    return HttpProblem.builder()
        .withType(type.uri())
        .withTitle(type.title())
        .withStatus(type.status())
        .withDetail(detail);
  }

  public static HttpProblem of(ProblemType type, String detail) {
    return builder(type, detail).build();
  }

  /**
   * @param thing such as "environment"
   */
  public static HttpProblem notFound(String thing, String name) {
    return of(
        ProblemType.NOT_FOUND, "There is no " + thing + " '" + name + "' that this token may see.");
  }

  public static HttpProblem invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return builder(
            ProblemType.INVALID_REQUEST,
            errors.size() == 1
                ? first.field() + ": " + first.message()
                : errors.size() + " errors; see errors.")
        .with("errors", List.copyOf(errors))
        .build();
  }

  public static HttpProblem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }
}
