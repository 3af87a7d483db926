package dev.plumbline.integrity;

import dev.plumbline.path.FieldGraph;
import dev.plumbline.snapshot.Fingerprint;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The canonical text of a value made of records, lists and text. {@code toString()} would not do:
 * the choices {@code [a, b]} and the one choice {@code a, b} look the same there.
 */
final class CheckDefinition {
  /** Asking a class anew costs more than all the rest, and a scan asks of thousands of checks. */
  private static final ClassValue<List<Method>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .toList();
        }
      };

  private final StringBuilder text = new StringBuilder();

  private CheckDefinition() {}

  /** SHA-256 of the canonical text; the same for equal values, another one for others. */
  static String of(Record value) {
    CheckDefinition definition = new CheckDefinition();
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
      case FieldGraph graph -> write(graph.fingerprint());
      case Record parts -> record(parts);
      default -> throw new IllegalArgumentException("no part of a check: " + value.getClass());
    }
  }

  private void record(Record value) {
    text.append(value.getClass().getSimpleName()).append('(');
    for (Method part : PARTS.get(value.getClass())) {
      try {
        write(part.invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a component of a public record cannot be read", e);
      }
    }
    text.append(')');
  }
}
