package dev.plumbline.rest.request;

import dev.plumbline.rest.problem.Problems;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.store.Page;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Pages by cursor. */
public final class Paging {
  private Paging() {}

  /**
   * @param read a page from a cursor on, throwing {@link IllegalArgumentException} if that is none
   */
  public static <T> Page<T> read(
      @Nullable String cursor, int limit, BiFunction<Optional<String>, Integer, Page<T>> read) {
    return page(Optional.ofNullable(cursor), limit, read);
  }

  private static <T> Page<T> page(
      Optional<String> cursor, int limit, BiFunction<Optional<String>, Integer, Page<T>> read) {
    try {
      return read.apply(cursor, limit);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "cursor",
          "is not valid. Copy it unchanged from 'next' of the previous answer, or"
              + " leave it out to start again.");
    }
  }

  /** With the link to the next page, relative, so that it is right behind any proxy. */
  public static <D, T> RestResponse<PageView<T>> answer(
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
