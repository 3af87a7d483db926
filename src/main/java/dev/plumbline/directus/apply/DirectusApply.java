package dev.plumbline.directus.apply;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.sync.port.SchemaApply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * {@link SchemaApply} over HTTP, with the writer token. A client for each request: Java repeats a
 * request only on a connection that was used before, and never a POST.
 */
public final class DirectusApply implements SchemaApply {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CLEAR = Duration.ofSeconds(30);

  /** What a header can carry. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /** No JSON contains a line that begins so: line feeds are escaped in it. */
  private static final String BOUNDARY = "plumbline-diff-boundary";

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final String userAgent;

  /** Nothing is sent for this reason, which is a sentence. */
  private static final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadyException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private record Request(HttpRequest http, String token) {}

  /**
   * @param version of Plumbline, for the User-Agent header
   */
  public DirectusApply(Map<EnvironmentId, WatchedEnvironment> environments, String version) {
    this.environments = Map.copyOf(environments);
    this.userAgent = "plumbline/" + version;
  }

  @Override
  public Outcome apply(EnvironmentId target, String payload, Duration deadline)
      throws InterruptedException {
    Request request;
    try {
      request = request(target, "/schema/apply", upload(payload));
    } catch (NotReadyException e) {
      return new Outcome.NotSent(e.reason());
    }
    String shown = shown(request);
    try {
      return hidden(ApplyAnswer.outcome(shown, send(request, deadline)), request.token());
    } catch (ExecutionException e) {
      return ApplyAnswer.failure(shown, e);
    } catch (TimeoutException e) {
      return new Outcome.Unknown(
          shown
              + ": no answer within "
              + deadline.toSeconds()
              + " s; Directus goes on all the same");
    }
  }

  @Override
  public Optional<String> clearCaches(EnvironmentId target) {
    try {
      Request request = request(target, "/utils/cache/clear?system", BodyPublishers.noBody());
      String shown = shown(request);
      try {
        ReceivedAnswer answer = send(request, CLEAR);
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

  private Request request(EnvironmentId target, String path, BodyPublisher body)
      throws NotReadyException {
    Optional<WatchedEnvironment> watched = Optional.ofNullable(environments.get(target));
    Optional<Directus> directus = watched.flatMap(WatchedEnvironment::directus);
    if (watched.isEmpty() || directus.isEmpty()) {
      throw new NotReadyException("'" + target + "' has no Directus configured");
    }
    String key = "plumbline.environments." + target + ".directus.writer.token";
    Secret secret =
        watched
            .get()
            .writer()
            .token()
            .orElseThrow(
                () ->
                    new NotReadyException(
                        "no token that writes is configured for '" + target + "'; set " + key));
    try {
      String token = secret.reveal();
      if (!TOKEN.matcher(token).matches()) {
        throw new NotReadyException(key + " is empty or contains an invalid character");
      }
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(directus.get().url() + path))
              .header("Authorization", "Bearer " + token)
              .header("Accept", "application/json")
              .header("User-Agent", userAgent)
              .POST(body);
      if (body.contentLength() > 0) {
        builder.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
      }
      return new Request(builder.build(), token);
    } catch (UncheckedIOException e) {
      throw new NotReadyException(String.valueOf(e.getMessage()));
    }
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

  /**
   * On a thread of its own: the time limits of the client begin anew with every byte. Whoever is
   * away from here closes the connection; Directus does not notice.
   */
  private static ReceivedAnswer send(Request request, Duration deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    FutureTask<ReceivedAnswer> task =
        new FutureTask<>(() -> ReceivedAnswer.of(client, request.http()));
    Thread.ofVirtual().name("directus-apply").start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
      client.shutdownNow();
    }
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

  /** Without user, password and query. */
  private static String shown(Request request) {
    URI uri = request.http().uri();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return "POST " + uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }
}
