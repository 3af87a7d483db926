package dev.plumbline.inventory.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array of one dimension whose elements are plain values, however it is written: <code>
 * ARRAY['a'::text]</code> or <code>'{a}'</code>.
 *
 * @param elements each as its text; empty for null
 */
record ArrayLiteral(List<Optional<String>> elements) {
  private static final Pattern CONSTRUCTED =
      Pattern.compile(
          "\\s*(?:'((?:[^']|'')*)'(?:::[\\w\" .]+)?|\\(?([+-]?[0-9.]+)\\)?(?:::[\\w ]+)?|(true|false)|(NULL)(?:::[\\w ]+)?)\\s*(,|$)");
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",{}\\\\]+?))\\s*(,|$)", Pattern.DOTALL);

  ArrayLiteral {
    elements = List.copyOf(elements);
  }

  /**
   * @param sql what stands between the brackets of {@code ARRAY[…]}
   * @return empty if it is anything but a list of plain values
   */
  static Optional<ArrayLiteral> ofConstructor(String sql) {
    List<Optional<String>> elements = new ArrayList<>();
    Matcher element = CONSTRUCTED.matcher(sql);
    int at = 0;
    while (at < sql.length()) {
      if (!element.find(at) || element.start() != at) {
        return Optional.empty();
      }
      elements.add(
          Optional.ofNullable(element.group(1))
              .map(text -> text.replace("''", "'"))
              .or(() -> Optional.ofNullable(element.group(2)))
              .or(() -> Optional.ofNullable(element.group(3)).map(flag -> flag.substring(0, 1))));
      at = element.end();
    }
    return Optional.of(new ArrayLiteral(elements));
  }

  /**
   * @param text such as <code>{a,"b c",NULL}</code>
   * @return empty if it has more than one dimension
   */
  static Optional<ArrayLiteral> ofText(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Optional.empty();
    }
    String inside = text.substring(1, text.length() - 1);
    List<Optional<String>> elements = new ArrayList<>();
    Matcher element = WRITTEN.matcher(inside);
    int at = 0;
    while (at < inside.length()) {
      if (!element.find(at) || element.start() != at) {
        return Optional.empty();
      }
      String quoted = element.group(1);
      String plain = element.group(2);
      elements.add(
          quoted != null
              ? Optional.of(quoted.replaceAll("\\\\(.)", "$1"))
              : Optional.ofNullable(plain).filter(value -> !value.equalsIgnoreCase("NULL")));
      at = element.end();
    }
    return Optional.of(new ArrayLiteral(elements));
  }

  /** In the one form in which meanings are compared. */
  String text() {
    return DefaultMeaning.quotedRaw(
        elements.stream()
            .map(
                element ->
                    element
                        .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .orElse("NULL"))
            .collect(Collectors.joining(",", "{", "}")));
  }
}
