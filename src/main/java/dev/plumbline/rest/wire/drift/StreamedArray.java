package dev.plumbline.rest.wire.drift;

import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Items that are made while they are written, so that a long list is never in memory. No record: it
 * would be written as an object.
 */
public final class StreamedArray<T, V> implements Iterable<V> {
  private final Iterable<T> items;
  private final Predicate<T> taken;
  private final Function<T, V> view;

  private StreamedArray(Iterable<T> items, Predicate<T> taken, Function<T, V> view) {
    this.items = items;
    this.taken = taken;
    this.view = view;
  }

  public static <T, V> StreamedArray<T, V> of(Iterable<T> items, Function<T, V> view) {
    return of(items, item -> true, view);
  }

  public static <T, V> StreamedArray<T, V> of(
      Iterable<T> items, Predicate<T> taken, Function<T, V> view) {
    return new StreamedArray<>(items, taken, view);
  }

  @Override
  public Iterator<V> iterator() {
    return StreamSupport.stream(items.spliterator(), false).filter(taken).map(view).iterator();
  }
}
