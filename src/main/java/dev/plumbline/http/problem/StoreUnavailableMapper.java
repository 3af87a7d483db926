package dev.plumbline.http.problem;

import dev.plumbline.store.StoreUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Our own store is away: nobody's fault who asks, and soon over. */
@Provider
public final class StoreUnavailableMapper implements ExceptionMapper<StoreUnavailableException> {
  /** In seconds. */
  private static final int RETRY_AFTER = 5;

  private final UriInfo uri;
  private final StoreLog log;

  /**
   * @param uri of the request at hand, whichever that is
   */
  public StoreUnavailableMapper(@Context UriInfo uri, StoreLog log) {
    this.uri = uri;
    this.log = log;
  }

  @Override
  public Response toResponse(StoreUnavailableException exception) {
    log.failed(String.valueOf(exception.getMessage()));
    return Problems.builder(
            ProblemType.STORE_UNAVAILABLE,
            "Plumbline cannot reach its own PostgreSQL. The state of the environments"
                + " is not affected.")
        .withInstance(URI.create(uri.getPath()))
        .withHeader("Retry-After", RETRY_AFTER)
        .build()
        .toResponse();
  }
}
