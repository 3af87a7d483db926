package dev.plumbline.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.notification.NotificationSender.Failed;
import dev.plumbline.notification.NotificationSender.Result;
import dev.plumbline.notification.NotificationSender.Sent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPostTest {
  private static final Optional<String> ALLOWED = Optional.of("127.0.0.1");

  private final Vertx vertx = Vertx.vertx();
  private final HttpPost http = new HttpPost(vertx, Duration.ofSeconds(5), "plumbline/test");
  private final List<String> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** What a server does with a request. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private Result sentTo(Answer answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Test")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer.to(exchange);
          exchange.close();
        });
    server.start();
    try {
      return http.send(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=s3cret"),
          ALLOWED,
          Map.of("X-Test", "yes"),
          "{}");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void everyStatusOf200IsSuccess() throws Exception {
    assertThat(sentTo(exchange -> exchange.sendResponseHeaders(204, -1))).isEqualTo(new Sent());
    assertThat(received).containsExactly("POST /hook?token=s3cret yes {}");
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    Result result =
        sentTo(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/internal");
              exchange.sendResponseHeaders(307, -1);
            });

    assertThat(result)
        .isEqualTo(new Failed("127.0.0.1 answered with status 307; redirects are not followed"));
    assertThat(received).hasSize(1);
  }

  @Test
  void receiverSaysHowLongToWait() throws Exception {
    assertThat(
            sentTo(
                exchange -> {
                  exchange.getResponseHeaders().add("Retry-After", "90");
                  exchange.sendResponseHeaders(429, -1);
                }))
        .isEqualTo(
            new Failed("127.0.0.1 answered with status 429", Optional.of(Duration.ofSeconds(90))));
  }

  @Test
  void receiverThatNeverAnswersIsLeft() throws Exception {
    HttpPost hasty = new HttpPost(vertx, Duration.ofMillis(300), "plumbline/test");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              hasty.send(
                  URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                  ALLOWED,
                  Map.of(),
                  "{}"))
          .isEqualTo(new Failed("127.0.0.1 did not answer within 0 s"));
    }
  }

  @Test
  void receiverThatIsNotThereIsSaidWithoutItsUrl() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    Result result =
        http.send(URI.create("http://127.0.0.1:" + port + "/s3cret"), ALLOWED, Map.of(), "{}");

    assertThat(((Failed) result).reason())
        .startsWith("127.0.0.1 could not be reached: ")
        .doesNotContain("s3cret");
  }

  @Test
  void nameThatDoesNotResolveIsSaid() throws Exception {
    assertThat(
            http.send(
                URI.create("https://no-such-host.invalid/"), Optional.empty(), Map.of(), "{}"))
        .isEqualTo(new Failed("the name of the host no-such-host.invalid cannot be resolved"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://0.0.0.0:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://[fe80::1]/",
        "http://100.100.100.200/",
        "http://2130706433/"
      })
  void internalAddressIsRefused(String url) throws Exception {
    assertThat(((Failed) http.send(URI.create(url), Optional.empty(), Map.of(), "{}")).reason())
        .contains("an address of this machine or of the cloud's metadata");
  }
}
