package dev.plumbline.http.request;

import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.configuration.text.Timestamps;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.problem.Problems.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads parameters and fields, and reports all that is wrong with them at once. */
public final class RequestParameters {
  public static final int MOST = 500;
  private static final int USUAL = 50;

  private final List<FieldError> errors = new ArrayList<>();

  /**
   * @param parser throws {@link IllegalArgumentException} with a message that names the value and
   *     what would be right
   */
  public <T> Optional<T> read(String field, @Nullable String text, Function<String, T> parser) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      wrong(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  public <T> Optional<T> oneOf(
      String field, @Nullable String text, T[] allowed, Function<T, String> label) {
    return read(field, text, word -> word(word, Arrays.asList(allowed), label));
  }

  public Optional<String> oneOf(String field, @Nullable String text, List<String> allowed) {
    return read(field, text, word -> word(word, allowed, known -> known));
  }

  /** Some of a few words, separated by commas. */
  public Set<String> someOf(String field, @Nullable String text, List<String> allowed) {
    return read(
            field,
            text,
            words -> {
              Set<String> result = new TreeSet<>();
              for (String word : words.split(",", -1)) {
                result.add(word(word, allowed, known -> known));
              }
              return result;
            })
        .orElse(Set.of());
  }

  public Optional<Instant> time(String field, @Nullable String text) {
    return read(
        field,
        text,
        given -> {
          if (given.contains(" ")) {
            throw new IllegalArgumentException(
                "'"
                    + given
                    + "' has a space in it. In a URL, write %2B for '+', or the time in"
                    + " UTC, such as 2030-12-31T18:00:00Z.");
          }
          return Timestamps.parse(given);
        });
  }

  public int limit(@Nullable String text) {
    return read(
            "limit",
            text,
            given -> {
              if (!given.matches("[0-9]{1,3}")
                  || Integer.parseInt(given) < 1
                  || Integer.parseInt(given) > MOST) {
                throw new IllegalArgumentException(
                    "'" + given + "' is not a whole number from 1 to " + MOST + ".");
              }
              return Integer.valueOf(given);
            })
        .orElse(USUAL);
  }

  public void wrong(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  /** Whether nothing has been said about it so far. */
  boolean isRight(String field) {
    return errors.stream().noneMatch(error -> error.field().equals(field));
  }

  /** Ends the request if anything was wrong. */
  public void orThrow() {
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
  }

  private static <T> T word(String word, List<T> allowed, Function<T, String> label) {
    List<String> labels = allowed.stream().map(label).toList();
    int index = labels.indexOf(word);
    if (index < 0) {
      throw new IllegalArgumentException(
          "'"
              + word
              + "' is not one of "
              + String.join(", ", labels)
              + "."
              + Nearest.question(word, labels));
    }
    return allowed.get(index);
  }
}
