package dev.plumbline.ui.page;

import jakarta.ws.rs.core.UriInfo;

/** Which paths are pages: all but those of REST. */
public final class PagePaths {
  private static final String REST = "/api/";

  private PagePaths() {}

  public static boolean isPage(UriInfo uri) {
    return !uri.getPath().startsWith(REST);
  }
}
