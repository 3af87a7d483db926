package dev.plumbline.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The written form of field paths. */
final class PathText {
  /** What no name of a field has in it; templates and filters hold more than paths. */
  private static final String FOREIGN = "{}[]|\"'`<>+/\\?!&=*#%;,\n\t ";

  private PathText() {}

  /**
   * A function applied to fields.
   *
   * @param arguments as written, without blanks around them
   */
  record Call(String function, List<String> arguments) {
    Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The names between dots; a dot within parentheses belongs to the argument of a function. */
  static List<String> segments(String path) {
    return split(path, '.');
  }

  /** Empty if it is none. */
  static Optional<Call> call(String segment) {
    int open = segment.indexOf('(');
    return open > 0 && segment.endsWith(")")
        ? Optional.of(
            new Call(
                segment.substring(0, open).trim(),
                split(segment.substring(open + 1, segment.length() - 1), ',').stream()
                    .map(String::trim)
                    .toList()))
        : Optional.empty();
  }

  /** Whether it could be the name of a field. */
  static boolean isName(String segment) {
    return !segment.isEmpty()
        && segment.chars().noneMatch(character -> FOREIGN.indexOf(character) >= 0)
        && segment.indexOf('(') < 0
        && segment.indexOf(')') < 0;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '(') {
        depth++;
      } else if (character == ')') {
        depth--;
      } else if (character == separator && depth == 0) {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }
}
