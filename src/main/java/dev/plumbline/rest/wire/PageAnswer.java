package dev.plumbline.rest.wire;

import dev.plumbline.store.Page;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The answer with one page of many. */
public final class PageAnswer {
  private PageAnswer() {}

  /** With the link to the next page, relative, so that it is right behind any proxy. */
  public static <D, T> RestResponse<PageView<T>> of(
      Page<D> page, Function<D, T> view, UriInfo uri) {
    ResponseBuilder<PageView<T>> response = ResponseBuilder.ok(PageView.of(page, view));
    page.next()
        .ifPresent(
            next -> {
              UriBuilder link = uri.getRequestUriBuilder().replaceQueryParam("cursor", next);
              response.header(
                  "Link",
                  "<"
                      + link.build().getRawPath()
                      + "?"
                      + link.build().getRawQuery()
                      + ">; rel=\"next\"");
            });
    return response.build();
  }
}
