package dev.plumbline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.lab.machine.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ScrapeWarmUpTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final List<String> requests = new CopyOnWriteArrayList<>();

  private HttpServer server(int port, int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Accept"));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void asksAsPrometheusDoesUntilItsCodeIsCompiled() throws IOException {
    HttpServer server = server(0, 200);
    try {
      new ScrapeWarmUp("0.0.0.0", server.getAddress().getPort()).run(PAUSE);
    } finally {
      server.stop(0);
    }

    assertThat(requests)
        .hasSize(ScrapeWarmUp.SCRAPES)
        .containsOnly("/q/metrics application/openmetrics-text;version=1.0.0");
  }

  @Test
  void waitsUntilThePortIsOpenAndNotForEver() throws Exception {
    int port = FreePort.find();
    ScrapeWarmUp warmUp = new ScrapeWarmUp("127.0.0.1", port);
    warmUp.run(PAUSE);
    assertThat(requests).isEmpty();

    Thread begun = Thread.ofVirtual().start(() -> warmUp.run(Duration.ofMillis(20)));
    HttpServer server = server(port, 200);
    try {
      begun.join();
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasSize(ScrapeWarmUp.SCRAPES);
  }

  @Test
  void givesUpWhereItIsRefused() throws IOException {
    HttpServer server = server(0, 401);
    try {
      new ScrapeWarmUp("127.0.0.1", server.getAddress().getPort()).run(PAUSE);
    } finally {
      server.stop(0);
    }

    assertThat(requests).hasSize(1);
  }
}
