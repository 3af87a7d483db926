package dev.plumbline.directus;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.directus.answer.UnexpectedAnswers;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.DirectusApi.Health;
import dev.plumbline.watch.source.DirectusApi.Status;
import dev.plumbline.watch.source.UnreadableException;
import java.io.IOException;
import java.util.Optional;

/** The answers to {@link Route#PING}, {@link Route#INFO} and {@link Route#HEALTH}. */
final class StatusAnswers {
  private StatusAnswers() {}

  static Status read(DirectusConnections session) throws UnreadableException {
    session.get(Route.PING, StatusAnswers::pong);
    Optional<String> version = session.get(Route.INFO, answer -> version(answer, session));
    return new Status(version, health(session));
  }

  private static Boolean pong(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200) {
      throw UnexpectedAnswers.of(answer);
    }
    String body = answer.beginning(Limits.OTHER_BYTES);
    if (!body.strip().equals("pong")) {
      throw UnexpectedAnswers.refused(
          answer,
          body,
          Reason.MALFORMED,
          "the answer is not 'pong'; check that directus.url is the URL of a Directus");
    }
    return true;
  }

  private static Optional<String> version(Answer answer, DirectusConnections session)
      throws UnreadableException, IOException {
    boolean hidden = answer.status() == 401 || answer.status() == 403;
    if (hidden && !session.hasToken()) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw UnexpectedAnswers.of(answer);
    }
    if (!(answer.json().get("data") instanceof JsonObject data)) {
      throw answer.malformed(
          "JSON without 'data'; check that directus.url is the URL of a Directus");
    }
    return data.get("version") instanceof JsonString(String version)
        ? Optional.of(version)
        : Optional.empty();
  }

  /**
   * What Directus says of itself, as far as it says anything: its checks may take longer than we
   * wait (a dead mail server), may be switched off, or may be hidden from the token (Directus 12),
   * and none of that makes a Directus that answers everything else unreachable.
   */
  private static Optional<Health> health(DirectusConnections session) throws UnreadableException {
    try {
      return session.get(Route.HEALTH, StatusAnswers::health);
    } catch (UnreadableException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** 503 with a status is an answer: Directus is there and says that it is ill. */
  private static Optional<Health> health(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200 && answer.status() != 503) {
      return Optional.empty();
    }
    return switch (answer.json().get("status").textOr("")) {
      case "ok" -> Optional.of(Health.OK);
      case "warn" -> Optional.of(Health.WARN);
      case "error" -> Optional.of(Health.ERROR);
      default -> Optional.empty();
    };
  }
}
