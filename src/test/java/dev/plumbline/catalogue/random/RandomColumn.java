package dev.plumbline.catalogue.random;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A field with a column.
 *
 * @param length of texts
 * @param precision of decimals
 * @param scale likewise
 * @param standard its default, as SQL; empty for none
 * @param meta columns of its row in {@code directus_fields}, as SQL
 */
record RandomColumn(
    RandomType type,
    int length,
    int precision,
    int scale,
    boolean nullable,
    boolean unique,
    boolean indexed,
    String standard,
    Map<String, String> meta) {
  RandomColumn {
    meta = new TreeMap<>(meta);
  }

  /** A plain one. */
  static RandomColumn of(RandomType type) {
    return new RandomColumn(type, 255, 10, 5, true, false, false, "", Map.of());
  }

  static RandomColumn any(Random random) {
    RandomType type = RandomType.any(random);
    int length = 1 + random.nextInt(60);
    boolean isUnique = type.isComparable() && random.nextInt(8) == 0;
    return new RandomColumn(
        type,
        length,
        6 + random.nextInt(6),
        random.nextInt(5),
        random.nextInt(4) != 0,
        isUnique,
        !isUnique && type.isComparable() && random.nextInt(8) == 0,
        random.nextInt(4) == 0 ? type.defaultValue(random, length) : "",
        Map.of());
  }

  RandomColumn typed(RandomType other) {
    return new RandomColumn(
        other,
        length,
        precision,
        scale,
        nullable,
        unique && other.isComparable(),
        indexed && other.isComparable(),
        "",
        meta);
  }

  RandomColumn sized(int newLength, int newPrecision, int newScale) {
    return new RandomColumn(
        type, newLength, newPrecision, newScale, nullable, unique, indexed, "", meta);
  }

  RandomColumn nullable(boolean value) {
    return new RandomColumn(type, length, precision, scale, value, unique, indexed, standard, meta);
  }

  RandomColumn unique(boolean value) {
    return new RandomColumn(
        type, length, precision, scale, nullable, value, indexed && !value, standard, meta);
  }

  RandomColumn indexed(boolean value) {
    return new RandomColumn(
        type, length, precision, scale, nullable, unique && !value, value, standard, meta);
  }

  RandomColumn standard(String value) {
    return new RandomColumn(type, length, precision, scale, nullable, unique, indexed, value, meta);
  }

  RandomColumn meta(String name, String value) {
    Map<String, String> all = new TreeMap<>(meta);
    all.put(name, value);
    return new RandomColumn(
        type, length, precision, scale, nullable, unique, indexed, standard, all);
  }

  String sqlType() {
    return type.sql(length, precision, scale);
  }
}
