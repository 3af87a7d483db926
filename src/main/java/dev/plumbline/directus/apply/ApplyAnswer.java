package dev.plumbline.directus.apply;

import dev.plumbline.directus.answer.SafeText;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer to an apply means. Directus commits, then clears its caches, and answers only
 * then: so an error is proof that nothing was changed only if it is one of a statement, or one of
 * those that Directus makes itself.
 */
final class ApplyAnswer {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Between a statement and what the server said of it. */
  private static final String SAID = " - ";

  private static final Pattern LOST =
      Pattern.compile("^commit\\b|Connection terminated|ECONN|EPIPE", Pattern.CASE_INSENSITIVE);

  /** Followed by values of rows. */
  private static final Pattern VALUES = Pattern.compile("(?i)^value\\b|: .*|:$");

  /** An error as Directus writes it. */
  private record DirectusError(String code, String message, String where) {}

  private ApplyAnswer() {}

  static Outcome outcome(String request, ReceivedAnswer answer) {
    int status = answer.status();
    if (status == 204) {
      return new Outcome.Applied();
    }
    Optional<DirectusError> error = error(answer.body());
    String described = described(request, answer);
    boolean isRefused =
        (status / 100 == 4 && error.isPresent())
            || (status == 500 && error.filter(ApplyAnswer::isOfStatement).isPresent());
    return isRefused ? new Outcome.Refused(described) : new Outcome.Unknown(described);
  }

  /** Whether Directus itself has answered a request that reads, as far as that can be seen. */
  static boolean isOfDirectus(ReceivedAnswer answer) {
    return switch (answer.status() / 100) {
      case 2 -> isData(answer.body());
      case 4 -> error(answer.body()).isPresent();
      default -> false;
    };
  }

  private static boolean isData(String body) {
    try {
      return JsonText.read(body) instanceof JsonObject object
          && object.get("data") instanceof JsonObject;
    } catch (JsonTextException e) {
      return false;
    }
  }

  /** No answer, or only the beginning of one. */
  static Outcome failure(String request, Throwable thrown) {
    String reason = request + " failed: " + cause(thrown);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof CertificateException) {
        return new Outcome.NotSent(reason);
      }
    }
    return new Outcome.Unknown(reason);
  }

  /** The innermost cause that says something. */
  static String cause(Throwable thrown) {
    String text = thrown.getClass().getSimpleName();
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      text =
          cause instanceof UnresolvedAddressException
              ? "unknown host"
              : message == null ? cause.getClass().getSimpleName() : SafeText.of(message, 200);
    }
    return text;
  }

  /** The request and its answer in one sentence, without SQL and values of rows. */
  static String described(String request, ReceivedAnswer answer) {
    Optional<DirectusError> error = error(answer.body());
    String code = error.map(known -> " " + known.code()).orElse("");
    return request + " answered " + answer.status() + code + ": " + hint(answer.status(), error);
  }

  private static String hint(int status, Optional<DirectusError> error) {
    if (error.isEmpty()) {
      return switch (status) {
        case 502, 503, 504 -> "the proxy got no answer from Directus";
        default -> "it is not an answer of Directus; check that directus.url is its URL";
      };
    }
    DirectusError known = error.get();
    return switch (known.code()) {
      case "INVALID_CREDENTIALS", "INVALID_TOKEN", "TOKEN_EXPIRED" ->
          "the token was refused; check directus.writer.token";
      case "FORBIDDEN" -> "directus.writer.token is not the token of an administrator";
      case "INVALID_PAYLOAD" -> SafeText.of(known.message(), 300);
      case "INTERNAL_SERVER_ERROR" ->
          isOfStatement(known)
              ? said(known.message())
              : LOST.matcher(known.message()).find()
                  ? "Directus lost a connection while it applied the plan"
                  : "see the log of Directus";
      default -> known.where().isEmpty() ? "Directus refused it" : "in " + known.where();
    };
  }

  private static boolean isOfStatement(DirectusError error) {
    return error.message().contains(SAID) && !LOST.matcher(error.message()).find();
  }

  /** Of knex's "statement - message", the message. */
  private static String said(String message) {
    String said = message.substring(message.lastIndexOf(SAID) + SAID.length());
    String safe = VALUES.matcher(said).replaceAll("");
    return said.startsWith("value") || safe.isBlank()
        ? "a statement failed; see the log of Directus"
        : SafeText.of(safe, 200);
  }

  private static Optional<DirectusError> error(String body) {
    try {
      if (JsonText.read(body) instanceof JsonObject object
          && object.get("errors") instanceof JsonArray(List<JsonValue> errors)
          && !errors.isEmpty()
          && errors.getFirst() instanceof JsonObject first
          && first.get("extensions") instanceof JsonObject extensions
          && CODE.matcher(extensions.get("code").textOr("")).matches()) {
        String collection = extensions.get("collection").textOr("");
        String field = extensions.get("field").textOr("");
        String where =
            collection.isEmpty() || field.isEmpty() ? collection : collection + "." + field;
        return Optional.of(
            new DirectusError(
                extensions.get("code").textOr(""),
                first.get("message").textOr(""),
                SafeText.of(where, 140)));
      }
      return Optional.empty();
    } catch (JsonTextException e) {
      return Optional.empty();
    }
  }
}
