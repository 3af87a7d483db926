package dev.plumbline.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some of many.
 *
 * @param next where to continue; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> function) {
    return new Page<>(items.stream().<R>map(function).toList(), next);
  }
}
