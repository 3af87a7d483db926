package dev.plumbline.ui.session;

import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a request was begun, as the browser says (<a
 * href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>, and {@code Origin}).
 */
final class SameOrigin {
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  private SameOrigin() {}

  /** A form is sent from a page of ours. Whoever is not a browser sends neither header. */
  static void check(ContainerRequestContext request) {
    String site = request.getHeaderString(FETCH_SITE);
    String origin = request.getHeaderString("Origin");
    boolean isOurs =
        (site == null || site.equals("same-origin") || site.equals("none"))
            && (origin == null || isOwn(origin, request.getHeaderString(HttpHeaders.HOST)));
    if (!isOurs) {
      throw Problems.of(
          ProblemType.FORBIDDEN,
          "This form was sent from another site, so nothing was done."
              + (origin == null ? "" : " Behind a proxy, the header Host must be passed on."));
    }
  }

  /** The scheme is the proxy's affair. */
  private static boolean isOwn(String origin, @Nullable String host) {
    return host != null && origin.matches("https?://.*") && origin.endsWith("://" + host);
  }

  /** A link in a message or an alert: the browser does not send the cookie along (SameSite). */
  static boolean isFromAnotherSite(ContainerRequestContext request) {
    String site = request.getHeaderString(FETCH_SITE);
    return "cross-site".equals(site) || "same-site".equals(site);
  }
}
