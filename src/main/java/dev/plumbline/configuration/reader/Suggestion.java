package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.reader.key.KnownKey;
import dev.plumbline.configuration.text.Nearest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody probably meant by a key or variable that there is not. */
final class Suggestion {
  private Suggestion() {}

  /** The known keys with the name that was given filled in, and of those the nearest. */
  static String key(String unknown) {
    String[] segments = unknown.split("\\.", -1);
    String name = segments.length > 2 ? segments[2] : "<name>";
    String place = unknown.replaceFirst("^[^\\[]*(\\[[0-9]+])?.*$", "$1");
    return Nearest.question(
        unknown,
        KnownKey.ALL.stream()
            .map(
                known ->
                    known
                        .pattern()
                        .replaceFirst("<[a-z]+>", Matcher.quoteReplacement(name))
                        .replace("[n]", place.isEmpty() ? "[0]" : place))
            .toList());
  }

  /** Likewise; every part of the variable is tried as the name. */
  static String variable(String unknown) {
    String[] parts = unknown.split("_", -1);
    List<String> candidates =
        KnownKey.ALL.stream()
            .flatMap(
                known ->
                    names(parts)
                        .map(
                            name ->
                                KnownKey.environmentVariable(
                                    known
                                        .pattern()
                                        .replaceFirst("<[a-z]+>", name)
                                        .replace("[n]", "[0]"))))
            .distinct()
            .toList();
    return Nearest.question(unknown, candidates);
  }

  private static Stream<String> names(String[] parts) {
    return IntStream.rangeClosed(3, Math.max(3, parts.length))
        .mapToObj(
            to -> to > parts.length ? "name" : String.join("_", List.of(parts).subList(2, to)));
  }
}
