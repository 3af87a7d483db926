package dev.plumbline.http.request;

import jakarta.ws.rs.core.UriInfo;

/** Which paths are REST; all others are pages. */
public final class RestPaths {
  private static final String REST = "/api/";

  private RestPaths() {}

  public static boolean isRest(UriInfo uri) {
    return uri.getPath().startsWith(REST);
  }
}
