package dev.plumbline.alerting;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.machine.ChildProcess;
import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Prometheus or Alertmanager; ends with this Java process, even if that is killed. */
final class MonitoringProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final String url;

  private MonitoringProcess(ChildProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Returns when it is ready.
   *
   * @param folder its own, for its log
   */
  static MonitoringProcess start(List<String> program, Path folder, int port, String... arguments)
      throws InterruptedException {
    Path log = folder.resolve(Path.of(program.getLast()).getFileName() + ".log");
    List<String> command = new ArrayList<>(program);
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(arguments));
    MonitoringProcess started =
        new MonitoringProcess(
            ChildProcess.start(command, folder, log, Map.of()), "http://127.0.0.1:" + port);
    URI ready = URI.create(started.url + "/-/ready");
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!answers(ready)) {
      if (System.nanoTime() > deadline) {
        started.close();
        throw new IllegalStateException(program + " is not ready\n" + LogFile.tail(log, 30));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return started;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /**
   * How many series Prometheus answers with now.
   *
   * @throws IllegalStateException if it refuses the query
   */
  int results(String query) {
    URI address =
        URI.create(url + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(query + ": " + answer.body());
      }
      JsonObject data = (JsonObject) ((JsonObject) JsonText.read(answer.body())).get("data");
      return ((JsonArray) data.get("result")).items().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(query, e);
    }
  }

  private static boolean answers(URI address) throws InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(1)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
