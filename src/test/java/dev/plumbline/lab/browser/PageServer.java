package dev.plumbline.lab.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pages on a loopback port, for what is tested without the service. */
public final class PageServer implements AutoCloseable {
  private final HttpServer server;

  /**
   * @param headers of every answer
   * @param pages HTML by path
   * @param redirects addresses by path
   */
  public PageServer(
      Map<String, String> headers, Map<String, String> pages, Map<String, String> redirects) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            headers.forEach(exchange.getResponseHeaders()::set);
            if (redirects.containsKey(path)) {
              exchange.getResponseHeaders().set("Location", redirects.get(path));
              answer(exchange, 302, "");
            } else if (pages.containsKey(path)) {
              answer(exchange, 200, pages.get(path));
            } else {
              answer(exchange, 404, "missing");
            }
          }
        });
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
