package dev.plumbline.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP server that answers for many Directus instances, each under a path of its own. They have
 * the same schema, and each has a project id of its own, so that none is a copy of another.
 */
final class SimulatedDirectus implements AutoCloseable {
  private static final String VERSION = "11.17.4";
  private static final Pattern PATH = Pattern.compile("/(\\d+)(/.*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] snapshot;
  private volatile Duration delay = Duration.ZERO;

  SimulatedDirectus(Snapshot schema) throws IOException {
    snapshot =
        ("{\"data\":" + CanonicalJson.write(SnapshotJson.of(schema, VERSION)) + "}")
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url(int instance) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + instance;
  }

  /** How long the schema takes from now on. Everything else is answered at once. */
  void delay(Duration longer) {
    delay = longer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      byte[] body = path.matches() ? body(path.group(1), path.group(2)) : new byte[0];
      if (body.length == 0) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] body(String instance, String path) throws InterruptedException {
    return switch (path) {
      case "/server/ping" -> text("pong");
      case "/server/info" -> text("{\"data\":{\"version\":\"" + VERSION + "\"}}");
      case "/server/health" -> text("{\"status\":\"ok\"}");
      case "/settings" -> text("{\"data\":{\"project_id\":\"project-" + instance + "\"}}");
      case "/activity" -> text("{\"data\":[{\"id\":1,\"timestamp\":\"2026-12-01T00:00:00Z\"}]}");
      case "/schema/snapshot" -> {
        Thread.sleep(delay);
        yield snapshot;
      }
      default -> new byte[0];
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
