package dev.plumbline.integrity;

import dev.plumbline.schema.Fingerprint;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;

/**
 * The canonical text of a value made of records, lists and text. {@code toString()} would not do:
 * the choices {@code [a, b]} and the one choice {@code a, b} look the same there.
 */
final class Definition {
  private final StringBuilder text = new StringBuilder();

  private Definition() {}

  /** SHA-256 of the canonical text; the same for equal values, another one for others. */
  static String of(Record value) {
    Definition definition = new Definition();
    definition.write(value);
    return Fingerprint.sha256(definition.text.toString());
  }

  private void write(Object value) {
    switch (value) {
      case String string -> text.append(string.length()).append(':').append(string);
      case Enum<?> constant -> text.append(constant.name()).append(';');
      case Boolean flag -> text.append(flag).append(';');
      case Number number -> text.append(number).append(';');
      case Optional<?> optional -> {
        text.append('?');
        optional.ifPresent(this::write);
        text.append(';');
      }
      case Iterable<?> items -> {
        text.append('[');
        items.forEach(this::write);
        text.append(']');
      }
      case Map<?, ?> map -> {
        text.append('{');
        map.forEach(
            (key, of) -> {
              write(key);
              write(of);
            });
        text.append('}');
      }
      case Record parts -> record(parts);
      default -> throw new IllegalArgumentException("no part of a check: " + value.getClass());
    }
  }

  private void record(Record value) {
    text.append(value.getClass().getSimpleName()).append('(');
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        write(component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a component of a public record cannot be read", e);
      }
    }
    text.append(')');
  }
}
