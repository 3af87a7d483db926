package dev.plumbline.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object in two arrays: thousands of rows of one table share the array of
 * keys, and nothing but the values is allocated for each. Immutable.
 */
@SuppressWarnings("JdkObsolete") // Nothing asks for what NavigableMap has besides.
final class SortedMembers extends AbstractMap<String, JsonValue>
    implements SortedMap<String, JsonValue> {
  static final SortedMembers NONE = new SortedMembers(new String[0], new JsonValue[0]);

  private final String[] keys;
  private final JsonValue[] values;

  /**
   * Takes over both arrays; nobody may write to them afterwards.
   *
   * @param keys sorted by UTF-16 code unit, without duplicates
   * @param values in the order of the keys
   */
  SortedMembers(String[] keys, JsonValue[] values) {
    this.keys = keys;
    this.values = values;
  }

  static SortedMembers of(SortedMap<String, JsonValue> members) {
    return members instanceof SortedMembers same
        ? same
        : new SortedMembers(
            members.keySet().toArray(String[]::new), members.values().toArray(JsonValue[]::new));
  }

  /** The same with this member instead of the one that has its key, if any. */
  SortedMembers with(String key, JsonValue value) {
    int index = index(key);
    if (index >= 0) {
      JsonValue[] changed = values.clone();
      changed[index] = value;
      return new SortedMembers(keys, changed);
    }
    int at = -index - 1;
    String[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    JsonValue[] moreValues = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
    System.arraycopy(values, at, moreValues, at + 1, values.length - at);
    moreKeys[at] = key;
    moreValues[at] = value;
    return new SortedMembers(moreKeys, moreValues);
  }

  SortedMembers without(String key) {
    int index = index(key);
    if (index < 0) {
      return this;
    }
    String[] fewerKeys = Arrays.copyOf(keys, keys.length - 1);
    JsonValue[] fewerValues = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(keys, index + 1, fewerKeys, index, fewerKeys.length - index);
    System.arraycopy(values, index + 1, fewerValues, index, fewerValues.length - index);
    return new SortedMembers(fewerKeys, fewerValues);
  }

  /** Other values under the same keys. */
  SortedMembers withValues(BiFunction<String, JsonValue, JsonValue> change) {
    JsonValue[] changed = new JsonValue[values.length];
    for (int i = 0; i < keys.length; i++) {
      changed[i] = change.apply(keys[i], values[i]);
    }
    return new SortedMembers(keys, changed);
  }

  private int index(String key) {
    return Arrays.binarySearch(keys, key);
  }

  @Override
  public @Nullable JsonValue get(@Nullable Object key) {
    int index = key instanceof String text ? index(text) : -1;
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String text && index(text) >= 0;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public Set<Map.Entry<String, JsonValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Map.Entry<String, JsonValue>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < keys.length;
          }

          @Override
          public Map.Entry<String, JsonValue> next() {
            if (next == keys.length) {
              throw new NoSuchElementException();
            }
            Map.Entry<String, JsonValue> entry = Map.entry(keys[next], values[next]);
            next++;
            return entry;
          }
        };
      }
    };
  }

  /** Both are sorted alike, so that going through them side by side spares every look-up. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortedMembers that
        ? Arrays.equals(values, that.values)
            && (keys == that.keys || Arrays.equals(keys, that.keys))
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, JsonValue> subMap(String from, String to) {
    return part(from(from), from(to));
  }

  @Override
  public SortedMap<String, JsonValue> headMap(String to) {
    return part(0, from(to));
  }

  @Override
  public SortedMap<String, JsonValue> tailMap(String from) {
    return part(from(from), keys.length);
  }

  @Override
  public String firstKey() {
    return Arrays.asList(keys).getFirst();
  }

  @Override
  public String lastKey() {
    return Arrays.asList(keys).getLast();
  }

  private int from(String key) {
    int index = index(key);
    return index < 0 ? -index - 1 : index;
  }

  private SortedMembers part(int from, int to) {
    return new SortedMembers(
        Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
  }
}
