package dev.plumbline.scan.work;

import dev.plumbline.integrity.Check;
import dev.plumbline.schema.Fingerprint;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A check as a text that is the same only for the same question. */
final class Definition {
  /** To be raised when the same check is looked for in another way that may tell another truth. */
  private static final int VERSION = 1;

  private final StringBuilder text = new StringBuilder().append(VERSION);

  private Definition() {}

  static String of(Check check) {
    Definition definition = new Definition();
    definition.write(check);
    return Fingerprint.sha256(definition.text.toString());
  }

  static String of(Collection<? extends Check> checks) {
    Definition definition = new Definition();
    definition.write(checks);
    return Fingerprint.sha256(definition.text.toString());
  }

  /**
   * Length-prefixed: {@code toString} would not tell the choices {@code ["a, b"]} from {@code ["a",
   * "b"]}.
   */
  private void write(Object value) {
    switch (value) {
      case Record members -> {
        RecordComponent[] components = members.getClass().getRecordComponents();
        open(members.getClass().getSimpleName(), components.length);
        for (RecordComponent component : components) {
          write(member(members, component));
        }
      }
      case Collection<?> items -> {
        open("items", items.size());
        items.forEach(this::write);
      }
      case Map<?, ?> entries -> {
        open("entries", entries.size());
        entries.forEach(
            (key, item) -> {
              write(key);
              write(item);
            });
      }
      case Optional<?> optional -> {
        open("optional", optional.isPresent() ? 1 : 0);
        optional.ifPresent(this::write);
      }
      case Enum<?> constant -> open(constant.name(), 0);
      case String string -> open(string, 0);
      case Number number -> open(number.toString(), 0);
      case Boolean flag -> open(flag.toString(), 0);
      default ->
          throw new IllegalStateException(
              "a check has a " + value.getClass().getName() + ", which has no stable text");
    }
  }

  private void open(String name, int members) {
    text.append(name.length()).append(':').append(name).append(members).append(';');
  }

  private static Object member(Record owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record cannot be read: " + component, e);
    }
  }
}
