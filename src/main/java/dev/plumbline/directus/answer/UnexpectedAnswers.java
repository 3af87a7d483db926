package dev.plumbline.directus.answer;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it means when an answer is not the one that was hoped for. Messages of the other side are
 * not quoted, because Directus shows administrators SQL in them; its error codes are.
 */
public final class UnexpectedAnswers {
  private static final int BEGINNING = 64 << 10;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Of Directus 11, then 12. */
  private static final Pattern STORAGE =
      Pattern.compile("^Location \".*\" doesn't exist|Couldn't reach the storage location");

  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,100}>([^<]{1,300})", Pattern.CASE_INSENSITIVE);

  /** From Directus 12 on. */
  private static final String LICENCE = "RESOURCE_RESTRICTED";

  private UnexpectedAnswers() {}

  /** The one mapping from HTTP to reasons; for every status but the expected. */
  public static UnreadableException of(Answer answer) {
    return of(answer, beginning(answer));
  }

  /** The same, with a body that was read already. */
  public static UnreadableException of(Answer answer, String body) {
    int status = answer.status();
    return switch (status) {
      case 401 ->
          refused(answer, body, Reason.UNAUTHORIZED, "the token was refused; check directus.token");
      case 403 ->
          refused(
              answer,
              body,
              Reason.FORBIDDEN,
              code(body).filter(LICENCE::equals).isPresent()
                  ? "Directus exceeds the limits of its licence and serves no content"
                  : missing(answer.route()));
      case 404 ->
          refused(
              answer,
              body,
              Reason.INCOMPATIBLE,
              "check that directus.url is the URL of a Directus");
      case 429 ->
          refused(
              answer,
              body,
              Reason.UNAVAILABLE,
              "Directus's rate limiter refused the request" + retry(answer));
      case 502, 504 -> refused(answer, body, Reason.UNAVAILABLE, "the proxy cannot reach Directus");
      case 503 ->
          refused(
              answer,
              body,
              Reason.UNAVAILABLE,
              "Directus is busy or not ready yet" + retry(answer));
      default -> {
        if (status / 100 == 3) {
          yield refused(answer, body, Reason.MALFORMED, redirect(answer));
        }
        String hint = status / 100 == 5 ? "see the log of Directus" : "unexpected status";
        yield refused(answer, body, Reason.MALFORMED, hint);
      }
    };
  }

  /**
   * Whether Directus says that it does not know the storage location of a file, or cannot reach it.
   */
  public static boolean isOfStorage(String body) {
    return error(body)
        .map(error -> member(error, "message").textOr(""))
        .filter(message -> STORAGE.matcher(message).find())
        .isPresent();
  }

  /** Who was asked and what came, and what could help. */
  public static UnreadableException refused(Answer answer, Reason reason, String hint) {
    return refused(answer, beginning(answer), reason, hint);
  }

  /** The same, with a body that was read already. */
  public static UnreadableException refused(
      Answer answer, String body, Reason reason, String hint) {
    String details = code(body).map(code -> " " + code).orElseGet(() -> page(answer, body));
    return new UnreadableException(
        reason, answer.request() + " answered " + answer.status() + details + ": " + hint);
  }

  private static String beginning(Answer answer) {
    try {
      return answer.beginning(BEGINNING);
    } catch (IOException e) {
      // The status alone says enough; it must not be lost because its explanation was.
      return "";
    }
  }

  private static String missing(Route route) {
    return switch (route) {
      case SNAPSHOT, SCHEMA_DIFF -> "the schema API needs an administrator's token";
      case FILES, ASSETS -> "the token must be allowed to read directus_files";
      case PING, INFO, HEALTH, SETTINGS, ACTIVITY -> "the token may not read this";
    };
  }

  private static String retry(Answer answer) {
    return answer
        .header(HttpHeaders.RETRY_AFTER)
        .map(after -> "; Retry-After: " + SafeText.of(after, 40))
        .orElse("");
  }

  /** Names the host only: the rest of a login page's address may carry secrets. */
  private static String redirect(Answer answer) {
    String to =
        answer
            .header(HttpHeaders.LOCATION)
            .flatMap(UnexpectedAnswers::origin)
            .map(origin -> " to " + SafeText.of(origin, 100))
            .orElse("");
    return "it redirects" + to + "; redirects are not followed, so set the URL of Directus itself";
  }

  private static Optional<String> origin(String location) {
    try {
      URI uri = URI.create(location);
      return Optional.ofNullable(uri.getHost()).map(host -> uri.getScheme() + "://" + host);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Directus's error code. */
  private static Optional<String> code(String body) {
    return error(body)
        .map(error -> member(member(error, "extensions"), "code").textOr(""))
        .filter(code -> CODE.matcher(code).matches());
  }

  private static Optional<JsonValue> error(String body) {
    try {
      return member(JsonText.read(body), "errors") instanceof JsonArray(List<JsonValue> errors)
              && !errors.isEmpty()
          ? Optional.of(errors.getFirst())
          : Optional.empty();
    } catch (JsonTextException e) {
      return Optional.empty();
    }
  }

  private static JsonValue member(JsonValue value, String key) {
    return value instanceof JsonObject object ? object.get(key) : JsonNull.NULL;
  }

  /** What kind of page came instead. */
  private static String page(Answer answer, String body) {
    if (body.isBlank()) {
      return " without a body";
    }
    String type = answer.contentType().isEmpty() ? "no content type" : answer.contentType();
    Matcher title = TITLE.matcher(body);
    return " with "
        + SafeText.of(type, 60)
        + (title.find() ? " titled '" + SafeText.of(title.group(1), 60) + "'" : "");
  }
}
