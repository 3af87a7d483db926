package dev.plumbline.rest.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives a type to the problems that the framework tells: no route, no such method, bad media. */
@Singleton
final class ProblemTypes implements ProblemPostProcessor {
  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    Optional<ProblemType> type = ProblemType.ofStatus(problem.getStatusCode());
    if (problem.getType() != null || type.isEmpty()) {
      return problem;
    }
    HttpProblem.Builder builder =
        HttpProblem.builder(problem).withType(type.get().uri()).withTitle(type.get().title());
    if (type.get() == ProblemType.INTERNAL) {
      // Whatever an exception says of itself stays in the log.
      builder.withDetail("It is not your request's fault. Plumbline's log has the details.");
    }
    return builder.build();
  }

  /** Before the defaults, which set what is missing. */
  @Override
  public int priority() {
    return 200;
  }
}
