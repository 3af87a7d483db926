package dev.plumbline.environment;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Values in the memory of this process, of which those that were not used for longest are dropped
 * as soon as all together are too large. It may be used by several threads.
 */
public final class BoundedCache<K, V> {
  private final int most;
  private final ToIntFunction<V> size;
  private final Map<K, V> byUse = new LinkedHashMap<>(16, 0.75f, true);
  private int all;

  /**
   * @param most the largest sum of all sizes, in the unit of the sizes
   * @param size of a value; always the same for the same value
   */
  public BoundedCache(int most, ToIntFunction<V> size) {
    this.most = most;
    this.size = size;
  }

  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(byUse.get(key));
  }

  /** Instead of what was there. A value that is too large alone is dropped at once. */
  public synchronized void keep(K key, V value) {
    Optional.ofNullable(byUse.remove(key)).ifPresent(old -> all -= size.applyAsInt(old));
    byUse.put(key, value);
    all += size.applyAsInt(value);
    Iterator<V> longestUnused = byUse.values().iterator();
    while (all > most) {
      all -= size.applyAsInt(longestUnused.next());
      longestUnused.remove();
    }
  }
}
