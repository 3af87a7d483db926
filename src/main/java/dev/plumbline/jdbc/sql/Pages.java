package dev.plumbline.jdbc.sql;

import dev.plumbline.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts what was read, one more than asked for, into a page and where to continue. */
public final class Pages {
  private Pages() {}

  /**
   * @throws IllegalArgumentException if it is not at least 1
   */
  public static int limit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ", but must be at least 1");
    }
    return Math.min(limit, 10_000);
  }

  public static <T> Page<T> of(List<T> read, int limit, Function<T, Cursor> position) {
    return read.size() <= limit
        ? new Page<>(read, Optional.empty())
        : new Page<>(
            read.subList(0, limit), Optional.of(position.apply(read.get(limit - 1)).text()));
  }
}
