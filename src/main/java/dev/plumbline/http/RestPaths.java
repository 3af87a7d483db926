package dev.plumbline.http;

import jakarta.ws.rs.core.UriInfo;

/** Which paths are REST; all others are pages. */
public final class RestPaths {
  private static final String REST = "/api/";

  private RestPaths() {}

  public static boolean isRest(UriInfo uri) {
    return isRest(uri.getPath());
  }

  /**
   * @param path as it was asked for
   */
  public static boolean isRest(String path) {
    return path.startsWith(REST);
  }
}
