package dev.plumbline.http;

import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Which paths are REST; all others are pages. */
public final class RestPaths {
  private static final String REST = "/api/";

  private RestPaths() {}

  public static boolean isRest(UriInfo uri) {
    return isRest(uri.getPath());
  }

  /**
   * Whether an error is answered with a page: every browser says that it takes HTML.
   *
   * @param path as it was asked for; null if the URI is malformed
   * @param accepted the header {@code Accept}
   */
  public static boolean isPageWanted(@Nullable String path, @Nullable String accepted) {
    boolean isRest = path != null && isRest(path);
    return accepted != null && accepted.contains("text/html") && !isRest;
  }

  private static boolean isRest(String path) {
    return path.startsWith(REST);
  }
}
