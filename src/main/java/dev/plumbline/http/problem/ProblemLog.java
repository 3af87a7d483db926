package dev.plumbline.http.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Logs errors of ours with their stack trace, and those of clients at DEBUG, without what the
 * answer has beside its detail. The framework's own log of problems is switched off.
 */
@Singleton
final class ProblemLog implements ProblemPostProcessor {
  private static final Logger LOG = Logger.getLogger(ProblemLog.class);

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (problem.getStatusCode() < 500 || context.cause instanceof HttpProblem) {
      LOG.debugf("%d for %s: %s", problem.getStatusCode(), context.path, problem.getDetail());
    } else if (ClientDisconnects.is(context.cause)) {
      LOG.debugf(context.cause, "The client of %s closed the connection", context.path);
    } else {
      LOG.errorf(context.cause, "A request was answered with 500: %s", context.path);
    }
    return problem;
  }

  @Override
  public int priority() {
    return 100;
  }
}
