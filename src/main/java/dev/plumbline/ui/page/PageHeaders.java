package dev.plumbline.ui.page;

import dev.plumbline.http.RestPaths;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What a browser may do with a page: load our style sheet, our script, and send our forms. */
@Singleton
final class PageHeaders {
  static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @ServerResponseFilter
  void mark(ContainerRequestContext request, ContainerResponseContext response) {
    if (!RestPaths.isRest(request.getUriInfo())) {
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.putSingle("Content-Security-Policy", POLICY);
      headers.putSingle("Referrer-Policy", "same-origin");
      headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
      headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
      headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
  }
}
