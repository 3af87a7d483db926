package dev.plumbline.http.request;

import dev.plumbline.http.problem.Problems;
import dev.plumbline.store.Page;
import java.util.Optional;
import java.util.function.BiFunction;
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
}
