package dev.plumbline.directus.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.sync.port.SchemaApply.Presence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectusPresenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static Presence of(String url, Duration deadline) throws InterruptedException {
    return DirectusPresence.of(
        new WriterHttp.Request(HttpRequest.newBuilder(URI.create(url + "/users/me")).build(), "t"),
        deadline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"data": {"id": "1"}} | ANSWERS
          401 | {"errors": [{"message": "x", "extensions": {"code": "INVALID_CREDENTIALS"}}]} | ANSWERS
          500 | {"errors": [{"message": "x", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]} | SILENT
          200 | <html> | SILENT
          200 | [] | SILENT
          404 | not found | SILENT
          502 | <html> | SILENT
          """)
  void onlyAnAnswerOfDirectusIsOne(int status, String body, Presence expected) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      assertThat(of("http://127.0.0.1:" + server.getAddress().getPort(), LIMIT))
          .isEqualTo(expected);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyListens() throws Exception {
    assertThat(of("http://127.0.0.1:" + unusedPort(), LIMIT)).isEqualTo(Presence.ABSENT);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /** As one whose event loop is blocked: the system accepts the connection. */
  @Test
  void whoAcceptsAndDoesNotAnswerIsSilent() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      assertThat(of("http://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(200)))
          .isEqualTo(Presence.SILENT);
    }
  }

  @Test
  void hostThatIsUnknownIsSilent() throws Exception {
    assertThat(of("http://directus.invalid", LIMIT)).isEqualTo(Presence.SILENT);
  }
}
