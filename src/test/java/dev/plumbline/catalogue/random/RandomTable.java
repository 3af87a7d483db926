package dev.plumbline.catalogue.random;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A collection with its table. */
final class RandomTable {
  private final RandomType key;
  private final Map<String, RandomColumn> columns = new LinkedHashMap<>();

  /** Fields without a column, with their {@code special}. */
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private final Map<String, String> meta = new TreeMap<>();

  /**
   * @param key {@code INTEGER} and {@code BIG_INTEGER} number themselves
   */
  RandomTable(RandomType key) {
    this.key = key;
  }

  static RandomTable any(Random random) {
    RandomType[] keys = {
      RandomType.INTEGER,
      RandomType.INTEGER,
      RandomType.BIG_INTEGER,
      RandomType.UUID,
      RandomType.STRING
    };
    RandomTable table = new RandomTable(keys[random.nextInt(keys.length)]);
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      table.columns.put(name(random, i), RandomColumn.any(random));
    }
    return table;
  }

  /** Now and then one that must be quoted. */
  private static String name(Random random, int number) {
    return switch (random.nextInt(12)) {
      case 0 -> "Größe " + number;
      case 1 -> "order" + number;
      case 2 -> "日付" + number;
      default -> "f" + number;
    };
  }

  RandomTable copy() {
    RandomTable copy = new RandomTable(key);
    copy.columns.putAll(columns);
    copy.aliases.putAll(aliases);
    copy.meta.putAll(meta);
    return copy;
  }

  RandomType key() {
    return key;
  }

  /** Without the key. */
  Map<String, RandomColumn> columns() {
    return columns;
  }

  Map<String, String> aliases() {
    return aliases;
  }

  /** Columns of its row in {@code directus_collections}, as SQL. */
  Map<String, String> meta() {
    return meta;
  }

  boolean hasField(String name) {
    return name.equals("id") || columns.containsKey(name) || aliases.containsKey(name);
  }
}
