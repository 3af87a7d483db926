package dev.plumbline.ui.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each code means and what to do, as {@code docs/messages.md} has it, which is packaged. */
@Singleton
final class CodeGuide {
  private static final String PAGE = "docs/messages.md";
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(?<code>[a-z0-9_]+)` \\| [a-z]+ \\| .* \\| (?<meaning>.*) \\| (?<todo>.*) \\| \\[.*",
          Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]*\\)");

  private final Map<String, Advice> advice = new HashMap<>();

  /**
   * @param meaning in one sentence, with code between back-ticks
   * @param todo likewise
   */
  record Advice(String meaning, String todo) {}

  CodeGuide() {
    Matcher row = ROW.matcher(read());
    while (row.find()) {
      advice.putIfAbsent(
          row.group("code"), new Advice(plain(row.group("meaning")), plain(row.group("todo"))));
    }
  }

  Optional<Advice> of(String code) {
    return Optional.ofNullable(advice.get(code));
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown.replace("\\|", "|")).replaceAll("$1");
  }

  private static String read() {
    try (InputStream page = CodeGuide.class.getClassLoader().getResourceAsStream(PAGE)) {
      if (page == null) {
        throw new IllegalStateException("the program lacks its " + PAGE);
      }
      return new String(page.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
