package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.text.Durations;
import dev.plumbline.configuration.text.Nearest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys below one prefix; whatever is wrong with one that is read is recorded. */
record ConfigSection(String prefix, ConfiguredValues values) {
  /** What switches something off. */
  static final String OFF = "off";

  ConfigSection sub(String name) {
    return new ConfigSection(prefix + "." + name, values);
  }

  /** Whether anything is configured below. */
  boolean has(String... keys) {
    return List.of(keys).stream().anyMatch(key -> values.get(prefix + "." + key).isPresent());
  }

  Optional<String> text(String key) {
    return values.get(prefix + "." + key).map(String::strip);
  }

  /**
   * @param right what to set it to, for the message
   */
  Optional<String> required(String key, String right) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      problem(key, "is missing. Set it to " + right + ".");
    }
    return text;
  }

  /**
   * What the parser makes of the value; empty if there is none or it is wrong.
   *
   * @param parser throws {@link IllegalArgumentException} with a message that names the value and
   *     what would be right
   */
  <T> Optional<T> parsed(String key, Function<String, T> parser) {
    return parsed(key, text(key), parser);
  }

  <T> Optional<T> parsed(String key, Optional<String> text, Function<String, T> parser) {
    try {
      return text.map(parser);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  Duration duration(String key, Duration byDefault, Duration atLeast) {
    return parsed(key, text -> Durations.parse(text, atLeast)).orElse(byDefault);
  }

  Optional<Boolean> flag(String key) {
    return oneOf(key, text(key), List.of(true, false), String::valueOf);
  }

  /** The text, where {@code off} is a value: to YAML, that is a way to write false. */
  Optional<String> textOrOff(String key) {
    return text(key).map(text -> text.equals("false") ? OFF : text);
  }

  /** One of a few words. */
  <T> Optional<T> oneOf(
      String key, Optional<String> text, List<T> allowed, Function<T, String> label) {
    List<String> labels = allowed.stream().map(label).toList();
    return parsed(
        key,
        text,
        given ->
            allowed.stream()
                .filter(value -> label.apply(value).equals(given))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "'"
                                + given
                                + "' is not one of "
                                + String.join(", ", labels)
                                + "."
                                + Nearest.question(given, labels))));
  }

  /** A secret given as {@code key} or as a file by {@code key-file}. */
  Optional<Secret> secret(String key) {
    Optional<String> literal = values.get(prefix + "." + key);
    Optional<String> file = text(key + "-file");
    if (literal.isPresent() && file.isPresent()) {
      problem(key, "is set, and " + key + "-file as well. Set only one of them.");
      return Optional.empty();
    }
    return literal.<Secret>map(Secret.Literal::new).or(() -> file(key + "-file"));
  }

  void problem(String key, String message) {
    values.problem(prefix + "." + key, message);
  }

  private Optional<Secret> file(String key) {
    Optional<Secret.FromFile> secret = parsed(key, ConfigSection::secretIn);
    secret
        .flatMap(known -> unusable(known, text(key).orElseThrow()))
        .ifPresent(why -> values.secretFile(prefix + "." + key, why));
    return secret.map(known -> known);
  }

  private static Secret.FromFile secretIn(String text) {
    try {
      Path path = Path.of(text);
      if (Files.isDirectory(path)) {
        throw new IllegalArgumentException(
            "the file '" + text + "' is a directory. Name the file in it.");
      }
      return new Secret.FromFile(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is not the path of a file.", e);
    }
  }

  private static Optional<String> unusable(Secret.FromFile secret, String text) {
    String file = "the file '" + text + "' ";
    try {
      if (!Files.exists(secret.file())) {
        return Optional.of(file + "does not exist.");
      }
      if (!Files.isReadable(secret.file())) {
        return Optional.of(file + "may not be read by the user that Plumbline runs as.");
      }
      return secret.reveal().isEmpty()
          ? Optional.of(file + "is empty. It must hold the secret.")
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.of(file + "cannot be read as UTF-8 text.");
    }
  }
}
