package dev.plumbline.mismatch;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Something that is not right, or only looks so.
 *
 * @param name present tense, unique
 * @param what done to what agreed
 * @param reported {@code code subject path}, all of it, sorted
 */
public record Case(String name, UnaryOperator<Below> what, List<String> reported) {

  static Case of(String name, UnaryOperator<Below> what, String... reported) {
    return new Case(name, what, Stream.of(reported).sorted().toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
