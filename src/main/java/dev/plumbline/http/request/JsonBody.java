package dev.plumbline.http.request;

import dev.plumbline.configuration.text.InvisibleCharacters;
import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The JSON object that a request carries. A field that is not known is an error, not ignored. */
public final class JsonBody {
  private static final int LONGEST = 16_000;
  private static final int LONGEST_NOTE = 2000;

  /** Jackson's words on a source that it does not show. */
  private static final Pattern WHERE_IT_BEGAN =
      Pattern.compile(" ?\\(start marker at \\[[^\\]]*]\\)");

  private final JsonObject json;
  private final TreeSet<String> known = new TreeSet<>();
  private final RequestParameters checked = new RequestParameters();

  private JsonBody(JsonObject json) {
    this.json = json;
  }

  public static JsonBody read(String text) {
    return read(text, LONGEST);
  }

  /**
   * @param longest how many characters it may have
   */
  public static JsonBody read(String text, int longest) {
    if (text.length() > longest) {
      throw Problems.of(
          ProblemType.TOO_LARGE,
          "The body has " + text.length() + " characters. It may have " + longest + ".");
    }
    try {
      if (JsonText.read(text) instanceof JsonObject object) {
        return new JsonBody(object);
      }
      throw Problems.invalid("body", "is not a JSON object. Send one, such as {\"note\": \"…\"}.");
    } catch (JsonTextException e) {
      throw Problems.invalid(
          "body",
          "is not JSON: "
              + WHERE_IT_BEGAN.matcher(String.valueOf(e.getMessage())).replaceAll("")
              + ".");
    }
  }

  /** What a person wants others to know. */
  public String note() {
    String note = text("note").map(String::strip).orElse("");
    if (!checked.isRight("note")) {
      return note;
    }
    if (note.isEmpty()) {
      checked.wrong("note", "is missing. Give the reason in one sentence.");
    } else if (note.length() > LONGEST_NOTE) {
      checked.wrong(
          "note", "has " + note.length() + " characters. It may have " + LONGEST_NOTE + ".");
    }
    return note;
  }

  /**
   * A text that may be missing; if it is there, it is not blank.
   *
   * @param longest how many characters it may have
   */
  public Optional<String> optional(String field, int longest) {
    return optional(field, longest, text -> text);
  }

  /**
   * Likewise.
   *
   * @param parser throws {@link IllegalArgumentException} with a message that says what would be
   *     right
   */
  public Optional<String> optional(String field, int longest, UnaryOperator<String> parser) {
    Optional<String> text = text(field).map(String::strip);
    return checked.read(
        field,
        text.orElse(null),
        given -> {
          if (given.isEmpty()) {
            throw new IllegalArgumentException("is blank. Give a text, or leave it out.");
          }
          if (given.length() > longest) {
            throw new IllegalArgumentException(
                "has " + given.length() + " characters. It may have " + longest + ".");
          }
          return parser.apply(given);
        });
  }

  public Optional<Instant> future(String field, Instant now) {
    Optional<Instant> time = checked.time(field, text(field).orElse(null));
    time.filter(at -> !at.isAfter(now))
        .ifPresent(
            at -> checked.wrong(field, "'" + at + "' has passed. It must be in the future."));
    return time;
  }

  /** A time that must be given. */
  public Optional<Instant> time(String field) {
    Optional<String> text = text(field);
    if (text.isEmpty() && checked.isRight(field)) {
      checked.wrong(field, "is missing. Give a time, such as 2030-12-31T18:00:00Z.");
    }
    return checked.time(field, text.orElse(null));
  }

  /**
   * A list of texts that may be missing.
   *
   * @param most how many they may be
   * @param problem what is wrong with one, one clause; empty if nothing is
   */
  public List<String> texts(String field, int most, Function<String, Optional<String>> problem) {
    known.add(field);
    return switch (json.get(field)) {
      case JsonNull ignored -> List.of();
      case JsonArray(List<JsonValue> items) when items.size() > most -> {
        checked.wrong(field, "has " + items.size() + " items. It may have " + most + ".");
        yield List.of();
      }
      case JsonArray(List<JsonValue> items) -> texts(field, items, problem);
      default -> {
        checked.wrong(field, "is not a list of strings.");
        yield List.of();
      }
    };
  }

  private List<String> texts(
      String field, List<JsonValue> items, Function<String, Optional<String>> problem) {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonString(String text))) {
        checked.wrong(field, "has an item that is not a string.");
        return List.of();
      }
      if (InvisibleCharacters.isUnstorable(text)) {
        checked.wrong(field, "contains a NUL or half of a surrogate pair. Send valid text.");
        return List.of();
      }
      Optional<String> wrong = problem.apply(text);
      if (wrong.isPresent()) {
        checked.wrong(field, wrong.get());
        return List.of();
      }
      texts.add(text);
    }
    return texts;
  }

  /** Whether nothing was wrong with it so far. */
  public boolean isRight(String field) {
    return checked.isRight(field);
  }

  /** Says what is wrong with a field that was read. */
  public void wrong(String field, String message) {
    checked.wrong(field, message);
  }

  /** Ends the request if a field was wrong, or if there are more than were asked for. */
  public void orThrow() {
    json.members().keySet().stream()
        .filter(field -> !known.contains(field))
        .forEach(
            field ->
                checked.wrong(
                    field,
                    "is not a field of this body. Its fields: "
                        + String.join(", ", known)
                        + "."
                        + Nearest.question(field, known)));
    checked.orThrow();
  }

  private Optional<String> text(String field) {
    known.add(field);
    return switch (json.get(field)) {
      case JsonString(String text) when InvisibleCharacters.isUnstorable(text) -> {
        checked.wrong(field, "contains a NUL or half of a surrogate pair. Send valid text.");
        yield Optional.empty();
      }
      case JsonString(String text) -> Optional.of(text);
      case JsonNull ignored -> Optional.empty();
      default -> {
        checked.wrong(field, "is not a string.");
        yield Optional.empty();
      }
    };
  }
}
