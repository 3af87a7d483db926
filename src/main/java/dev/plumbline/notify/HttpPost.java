package dev.plumbline.notify;

import dev.plumbline.notification.NotificationSender.Failed;
import dev.plumbline.notification.NotificationSender.Result;
import dev.plumbline.notification.NotificationSender.Sent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * POSTs JSON to a receiver. It connects to the very address that was checked, so that no name
 * server can give another one in between, and follows no redirect. No message has the URL in it: it
 * may hold a token.
 */
final class HttpPost {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final Vertx vertx;
  private final Duration deadline;
  private final String userAgent;

  /**
   * @param deadline for everything from the name of the host to the status of the answer
   * @param userAgent for the header of that name
   */
  HttpPost(Vertx vertx, Duration deadline, String userAgent) {
    this.vertx = vertx;
    this.deadline = deadline;
    this.userAgent = userAgent;
  }

  /**
   * @param internalHost a host that may resolve to an internal address
   */
  Result send(URI url, Optional<String> internalHost, Map<String, String> headers, String body)
      throws InterruptedException {
    // A virtual thread of its own, because a name server that never answers cannot be interrupted.
    FutureTask<Result> task =
        new FutureTask<>(() -> post(url, internalHost, headers, Buffer.buffer(body)));
    Thread.ofVirtual().name("notification").start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Failed(url.getHost() + " did not answer within " + deadline.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Failed("%s could not be reached: %s".formatted(url.getHost(), reason(e)));
    } finally {
      task.cancel(true);
    }
  }

  private Result post(
      URI url, Optional<String> internalHost, Map<String, String> headers, Buffer body)
      throws Exception {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(url.getHost()));
    } catch (UnknownHostException e) {
      return new Failed("the name of the host " + url.getHost() + " cannot be resolved");
    }
    if (internalHost.filter(host -> host.equalsIgnoreCase(url.getHost())).isEmpty()) {
      for (InetAddress address : addresses) {
        if (InternalAddresses.isInternal(address)) {
          return new Failed(
              ("%s resolves to %s, an address of this machine or of the cloud's metadata; if that"
                      + " is intended, set internal-host to %s")
                  .formatted(url.getHost(), address.getHostAddress(), url.getHost()));
        }
      }
    }
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) deadline.toMillis())
                .setMaxHeaderSize(16 * 1024));
    try {
      return result(
          url.getHost(),
          client
              .request(request(url, addresses.getFirst(), headers))
              .compose(request -> request.send(body))
              .toCompletionStage()
              .toCompletableFuture()
              .get());
    } finally {
      client.close();
    }
  }

  private RequestOptions request(URI url, InetAddress address, Map<String, String> headers) {
    boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .setFollowRedirects(false)
            .putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json")
            .putHeader(HttpHeaders.USER_AGENT.toString(), userAgent);
    headers.forEach(request::putHeader);
    return request;
  }

  private static Result result(String host, HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Sent();
    }
    String said = host + " answered with status " + status;
    return new Failed(
        status >= 300 && status < 400 ? said + "; redirects are not followed" : said,
        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER))
            .filter(text -> SECONDS.matcher(text).matches())
            .map(text -> Duration.ofSeconds(Long.parseLong(text))));
  }

  /** The cause in its own words, if it has any. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
