package dev.plumbline.alerting;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What Alertmanager sends its notifications to. */
final class WebhookReceiver implements AutoCloseable {
  private final BlockingQueue<JsonObject> alerts = new LinkedBlockingQueue<>();
  private final List<String> received = new ArrayList<>();
  private final HttpServer server;

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (((JsonObject) JsonText.read(body)).get("alerts") instanceof JsonArray(var items)) {
            for (JsonValue alert : items) {
              alerts.add((JsonObject) alert);
            }
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /**
   * The next notification of this alert, of those that have not been taken.
   *
   * @param status {@code firing} or {@code resolved}
   */
  JsonObject await(String name, String status, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      JsonObject alert = alerts.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (alert == null) {
        throw new AssertionError(
            name + " was not " + status + " within " + limit + "; received: " + received);
      }
      String labels = ((JsonObject) alert.get("labels")).get("alertname").textOr("");
      String state = alert.get("status").textOr("");
      received.add(labels + " " + state);
      if (labels.equals(name) && state.equals(status)) {
        return alert;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
