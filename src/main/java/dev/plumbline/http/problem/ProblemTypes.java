package dev.plumbline.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives a type to the problems that the framework answers: no route, no such method, bad media. */
@Singleton
final class ProblemTypes implements ProblemPostProcessor {
  private static final String SEE = " See /openapi.";

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    Optional<ProblemType> type = ProblemType.ofStatus(problem.getStatusCode());
    if (problem.getType() != null || type.isEmpty()) {
      return problem;
    }
    HttpProblem.Builder builder =
        HttpProblem.builder(problem).withType(type.get().uri()).withTitle(type.get().title());
    detail(type.get(), context).ifPresent(builder::withDetail);
    return builder.build();
  }

  /** The framework says "HTTP 404 Not Found" and the like. */
  private static Optional<String> detail(ProblemType type, ProblemContext context) {
    return switch (type) {
      case NOT_FOUND -> Optional.of("There is nothing at '" + context.path + "'." + SEE);
      case METHOD_NOT_ALLOWED ->
          Optional.of("The path '" + context.path + "' does not support this method." + SEE);
      case NOT_ACCEPTABLE ->
          Optional.of("The header Accept has no media type that this path can return." + SEE);
      case UNSUPPORTED_MEDIA_TYPE ->
          Optional.of("Send JSON, with the header 'Content-Type: application/json'.");
      // Whatever an exception says of itself stays in the log.
      case INTERNAL ->
          Optional.of("The error is in Plumbline, not in the request. See Plumbline's log.");
      case INVALID_REQUEST,
          UNAUTHENTICATED,
          FORBIDDEN,
          DRIFTED,
          RESOLVED,
          NO_DATABASE,
          PAUSED,
          BACKUP_RUNNING,
          BACKUP_WITHOUT_FILE,
          PLAN_OPEN,
          PLAN_NOT_WAITING,
          PLAN_NOT_SEALED,
          WRONG_HASH,
          SELF_APPROVAL,
          ALREADY_DECIDED,
          CONFIRMATION_MISSING,
          PLAN_NOT_APPROVED,
          RUN_IN_PROGRESS,
          RUN_ENDED,
          RUN_NOT_ENDED,
          RUN_NOT_CONFIGURED,
          ROLLBACK_BLOCKED,
          ROLLBACK_CHANGED,
          CHANGES_CLOSED,
          REQUEST_TIMEOUT,
          TOO_LARGE,
          URI_TOO_LONG,
          IDEMPOTENCY_KEY_REUSED,
          WRONG_TOKENS,
          HEADERS_TOO_LARGE,
          STORE_UNAVAILABLE,
          OVERLOADED,
          COMPARISON_UNKNOWN,
          HTTP_VERSION ->
          Optional.empty();
    };
  }

  /** Before the defaults, which set what is missing. */
  @Override
  public int priority() {
    return 200;
  }
}
