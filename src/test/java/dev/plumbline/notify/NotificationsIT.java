package dev.plumbline.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift and its end reach a webhook, a chat and a mailbox, whatever dies on the way. */
class NotificationsIT {
  private static final String TOKEN = "notifications-it";
  private static final String KEY = "a-long-enough-random-text";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String DRIFT =
      "UPDATE directus_fields SET note = 'other'"
          + " WHERE id = (SELECT min(id) FROM directus_fields WHERE collection LIKE 'size%')";

  /** What a receiver got. */
  private record Received(String path, String id, String time, String signature, String body) {}

  private final BlockingQueue<Received> webhook = new LinkedBlockingQueue<>();
  private final BlockingQueue<Received> chat = new LinkedBlockingQueue<>();
  private final AtomicInteger chatStatus = new AtomicInteger(200);

  @Test
  void driftAndItsEndAreSentToEveryChannel(@TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    GreenMail mail =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    mail.start();
    HttpServer receivers = receivers();
    try (LabEnvironment staging = laboratory.stopped(DirectusVersion.V11, Template.size(2));
        LabEnvironment production = laboratory.stopped(DirectusVersion.V11, Template.size(2));
        ServiceProcess service =
            service(
                folder,
                staging,
                production,
                receivers.getAddress().getPort(),
                mail.getSmtp().getPort())) {
      service.start();
      service.await("comparing", LIMIT, () -> state(service).equals("in_sync"));

      production.sql(DRIFT);

      Received opened = next(webhook);
      JsonObject event = onlyEvent(opened);
      assertThat(event.get("event").textOr("")).isEqualTo("opened");
      assertThat(event.get("code").textOr("")).isEqualTo("field_note_changed");
      assertThat(event.get("environment").textOr("")).isEqualTo("production");
      assertThat(opened.signature())
          .isEqualTo(
              WebhookSignature.of(KEY, opened.id(), Long.parseLong(opened.time()), opened.body()));
      assertThat(next(chat).body()).contains("1 opened in production");
      assertThat(mail.waitForIncomingEmail(LIMIT.toMillis(), 1)).isTrue();
      assertThat(mail.getReceivedMessages()[0].getSubject()).contains("1 opened in production");
      assertThat(mail.getReceivedMessages()[0].getHeader("Message-ID")[0])
          .startsWith("<mailbox-events-")
          .endsWith("@plumbline>");

      chatStatus.set(503);
      staging.sql(DRIFT);

      assertThat(onlyEvent(next(webhook)).get("event").textOr("")).isEqualTo("resolved");
      Received refused = next(chat);
      service.kill();
      chatStatus.set(200);
      service.start();
      Received again = next(chat);
      assertThat(again.body()).isEqualTo(refused.body()).contains("1 resolved in production");
      service.await(
          "recording that the chat accepts notifications",
          LIMIT,
          () ->
              service
                  .management()
                  .text("/q/metrics")
                  .contains("plumbline_notification_failures{channel=\"chat\"} 0.0"));
      assertThat(chat).isEmpty();
      assertThat(service.log()).doesNotContain("s3cret");
    } finally {
      receivers.stop(0);
      mail.stop();
    }
  }

  private HttpServer receivers() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Received received =
              new Received(
                  exchange.getRequestURI().getPath(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          boolean isChat = received.path().equals("/s3cret/chat");
          exchange.sendResponseHeaders(isChat ? chatStatus.get() : 204, -1);
          exchange.close();
          (isChat ? chat : webhook).add(received);
        });
    server.start();
    return server;
  }

  private static Received next(BlockingQueue<Received> queue) throws InterruptedException {
    Received received = queue.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (received == null) {
      throw new AssertionError("nothing was sent within " + LIMIT);
    }
    return received;
  }

  private static JsonObject onlyEvent(Received received) {
    JsonObject body = (JsonObject) JsonText.read(received.body());
    assertThat(body.get("type").textOr("")).isEqualTo("findings.changed");
    JsonArray events = (JsonArray) ((JsonObject) body.get("data")).get("events");
    assertThat(events.items()).hasSize(1);
    return (JsonObject) events.items().getFirst();
  }

  private static String state(ServiceProcess service) {
    return service.api().get("/api/v1/comparisons/staging-to-production").get("state").textOr("");
  }

  private static ServiceProcess service(
      Path folder, LabEnvironment staging, LabEnvironment production, int receivers, int smtp) {
    String notifications = "plumbline.notifications.";
    return new ServiceProcess(
        folder,
        new ServiceConfiguration()
            .database("staging", "staging", staging)
            .database("production", "production", production)
            .polling("staging", "5s", "PT0.1S")
            .polling("production", "5s", "PT0.1S")
            .comparison("staging-to-production", "staging", "production")
            .token("tests", "admin", TOKEN)
            .store(folder.resolve("data"))
            .with(notifications + "hook.type", "webhook")
            .with(notifications + "hook.url", "http://127.0.0.1:" + receivers + "/s3cret/hook")
            .with(notifications + "hook.secret", KEY)
            .with(notifications + "hook.internal-host", "127.0.0.1")
            .with(notifications + "hook.kinds", "change")
            .with(notifications + "hook.severity", "info")
            .with(notifications + "chat.type", "slack")
            .with(notifications + "chat.url", "http://127.0.0.1:" + receivers + "/s3cret/chat")
            .with(notifications + "chat.internal-host", "127.0.0.1")
            .with(notifications + "chat.kinds", "change")
            .with(notifications + "chat.severity", "info")
            .with(notifications + "mailbox.type", "email")
            .with(notifications + "mailbox.to", "oncall@example.com")
            .with(notifications + "mailbox.kinds", "change")
            .with(notifications + "mailbox.severity", "info")
            .with("quarkus.mailer.host", "127.0.0.1")
            .with("quarkus.mailer.port", String.valueOf(smtp))
            .with("quarkus.mailer.from", "plumbline@example.com")
            .with("quarkus.mailer.start-tls", "DISABLED")
            .keys(),
        TOKEN,
        List.of());
  }
}
