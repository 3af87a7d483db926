package dev.plumbline.http.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework does not handle as an exception, such as an {@link OutOfMemoryError}. */
@Singleton
final class ErrorMapper {
  private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

  @ServerExceptionMapper
  Response toResponse(Error error) {
    LOG.error("A request failed", error);
    return Problems.of(
            ProblemType.INTERNAL,
            "The error is in Plumbline, not in the request. See Plumbline's log.")
        .toResponse();
  }
}
