package dev.plumbline.rest.wire;

import dev.plumbline.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of many.
 *
 * @param next the {@code cursor} of the next page; null at the end
 */
public record PageView<T>(List<T> items, @Nullable String next) {
  public static <D, T> PageView<T> of(Page<D> page, Function<D, T> view) {
    return new PageView<>(page.map(view).items(), page.next().orElse(null));
  }

  public static <T> PageView<T> whole(List<T> items) {
    return new PageView<>(items, null);
  }
}
