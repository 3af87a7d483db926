package dev.plumbline.directus.apply;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.directus.apply.WriterHttp.NotReadyException;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.sync.port.SchemaApply;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** {@link SchemaApply} over HTTP, with the writer token. */
public final class DirectusApply implements SchemaApply {
  private static final Duration CLEAR = Duration.ofSeconds(30);

  /** No JSON contains a line that begins so: line feeds are escaped in it. */
  private static final String BOUNDARY = "plumbline-diff-boundary";

  private final WriterHttp http;
  private final String userAgent;

  /**
   * @param version of Plumbline, for the User-Agent header
   */
  public DirectusApply(Map<EnvironmentId, WatchedEnvironment> environments, String version) {
    this.http = new WriterHttp(environments);
    this.userAgent = "plumbline/" + version;
  }

  @Override
  public Outcome apply(EnvironmentId target, String payload, Duration deadline)
      throws InterruptedException {
    WriterHttp.Request request;
    try {
      request = request(target, "/schema/apply", upload(payload));
    } catch (NotReadyException e) {
      return new Outcome.NotSent(e.reason());
    }
    String shown = request.shown();
    try {
      return hidden(
          ApplyAnswer.outcome(shown, WriterHttp.send(request, deadline)), request.token());
    } catch (ExecutionException e) {
      return ApplyAnswer.failure(shown, e);
    } catch (TimeoutException e) {
      return new Outcome.Unknown(
          shown
              + ": no answer within "
              + deadline.toSeconds()
              + " s; Directus continues nevertheless");
    }
  }

  @Override
  public Optional<String> clearCaches(EnvironmentId target) {
    try {
      WriterHttp.Request request =
          request(target, "/utils/cache/clear?system", BodyPublishers.noBody());
      String shown = request.shown();
      try {
        ReceivedAnswer answer = WriterHttp.send(request, CLEAR);
        return answer.status() / 100 == 2
            ? Optional.empty()
            : Optional.of(ApplyAnswer.described(shown, answer).replace(request.token(), "***"));
      } catch (ExecutionException e) {
        return Optional.of(shown + " failed: " + ApplyAnswer.cause(e));
      } catch (TimeoutException e) {
        return Optional.of(shown + ": no answer within " + CLEAR.toSeconds() + " s");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of(shown + ": Plumbline is stopping");
      }
    } catch (NotReadyException e) {
      return Optional.of(e.reason());
    }
  }

  @Override
  public Presence presence(EnvironmentId target, Duration deadline) throws InterruptedException {
    try {
      return DirectusPresence.of(
          http.request(
              target,
              // Not /server/ping: that is answered without the database.
              "/users/me?fields=id",
              builder -> builder.header("User-Agent", userAgent).GET()),
          deadline);
    } catch (NotReadyException e) {
      return Presence.SILENT;
    }
  }

  private WriterHttp.Request request(EnvironmentId target, String path, BodyPublisher body)
      throws NotReadyException {
    return http.request(
        target,
        path,
        builder -> {
          if (body.contentLength() > 0) {
            builder.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
          }
          return builder.header("User-Agent", userAgent).POST(body);
        });
  }

  /**
   * As a file in a form: Directus refuses a JSON body of more than 1 MB (MAX_PAYLOAD_SIZE), but no
   * file of that size.
   */
  private static BodyPublisher upload(String payload) {
    return BodyPublishers.ofString(
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"diff.json\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
            + payload
            + "\r\n--"
            + BOUNDARY
            + "--\r\n");
  }

  /** Whatever the other side sent back of it, a token is not shown. */
  private static Outcome hidden(Outcome outcome, String token) {
    return switch (outcome) {
      case Outcome.Refused(String message) -> new Outcome.Refused(message.replace(token, "***"));
      case Outcome.Unknown(String reason) -> new Outcome.Unknown(reason.replace(token, "***"));
      case Outcome.NotSent notSent -> notSent;
      case Outcome.Applied applied -> applied;
    };
  }
}
