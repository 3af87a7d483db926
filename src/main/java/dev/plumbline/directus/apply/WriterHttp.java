package dev.plumbline.directus.apply;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.environment.EnvironmentId;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Requests with the writer token. A client for each request: Java repeats a request only on a
 * connection that was used before, and never a POST.
 */
final class WriterHttp {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** What a header can carry. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  private final Map<EnvironmentId, WatchedEnvironment> environments;

  WriterHttp(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
  }

  /** Nothing is sent for this reason, which is a sentence. */
  static final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadyException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** A request, and the token in it, which is never shown. */
  record Request(HttpRequest http, String token) {
    /** Without user, password and query. */
    String shown() {
      URI uri = http.uri();
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return "%s %s://%s%s%s"
          .formatted(http.method(), uri.getScheme(), uri.getHost(), port, uri.getRawPath());
    }
  }

  /**
   * @param path below the URL of Directus, with a query
   * @param more method, body and further headers
   */
  Request request(EnvironmentId target, String path, UnaryOperator<HttpRequest.Builder> more)
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
              .header("Accept", "application/json");
      return new Request(more.apply(builder).build(), token);
    } catch (UncheckedIOException e) {
      throw new NotReadyException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * On a thread of its own: the time limits of the client begin anew with every byte. Whoever is
   * away from here closes the connection; Directus does not notice.
   */
  static ReceivedAnswer send(Request request, Duration deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    FutureTask<ReceivedAnswer> task =
        new FutureTask<>(() -> ReceivedAnswer.of(client, request.http()));
    Thread.ofVirtual().name("directus-writer").start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
      client.shutdownNow();
    }
  }
}
