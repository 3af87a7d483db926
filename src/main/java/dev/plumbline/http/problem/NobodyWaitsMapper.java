package dev.plumbline.http.problem;

import dev.plumbline.store.NobodyWaitsException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The answer that nobody gets; nothing is logged. */
@Provider
public final class NobodyWaitsMapper implements ExceptionMapper<NobodyWaitsException> {
  @Override
  public Response toResponse(NobodyWaitsException exception) {
    return Response.status(ProblemType.OVERLOADED.status()).build();
  }
}
