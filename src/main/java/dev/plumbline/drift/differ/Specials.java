package dev.plumbline.drift.differ;

import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonArray;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.Snapshot.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The flags under {@code meta.special}. */
final class Specials {
  private Specials() {}

  /** Flags that keep a value from being read. */
  static final Set<String> SECRECY = Set.of("hash", "conceal", "encrypt");

  /** Flags that only say which type a field has; they come and go with it. */
  private static final Set<String> TYPES =
      Set.of(
          "cast-json",
          "cast-csv",
          "cast-boolean",
          "cast-timestamp",
          "cast-datetime",
          "uuid",
          "alias",
          "no-data",
          "group",
          "o2m",
          "m2m",
          "m2a",
          "files",
          "translations");

  /** Flags of an alias that shows nothing of the data. */
  private static final Set<String> PRESENTATION = Set.of("no-data", "group");

  static Set<String> of(JsonValue special) {
    return special instanceof JsonArray array
        ? array.items().stream().map(Words::plain).collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }

  static Set<String> of(Field field) {
    return of(field.meta() instanceof JsonObject meta ? meta.get("special") : field.meta());
  }

  static boolean isPresentation(Field field) {
    return field.schema().isEmpty() && of(field).stream().anyMatch(PRESENTATION::contains);
  }

  /** Whether two sets of flags differ in nothing that is not a matter of type. */
  static boolean differInTypeOnly(JsonValue before, JsonValue after) {
    Set<String> difference = difference(of(before), of(after));
    return !difference.isEmpty() && TYPES.containsAll(difference);
  }

  static Set<String> secrecy(Set<String> special) {
    return special.stream().filter(SECRECY::contains).collect(Collectors.toSet());
  }

  static Set<String> difference(Set<String> one, Set<String> other) {
    Set<String> difference = new TreeSet<>(one);
    difference.addAll(other);
    difference.removeIf(flag -> one.contains(flag) && other.contains(flag));
    return difference;
  }
}
