package dev.plumbline.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no client of good will sends, to the packaged service, and what its log says then. */
class HostileIT {
  private static final String TOKEN = "hostile-it";

  private static ServiceProcess service;

  @BeforeAll
  static void start(@TempDir Path folder) {
    service =
        new ServiceProcess(
            folder,
            new ServiceConfiguration()
                .with("plumbline.environments.local.tier", "local")
                .with("plumbline.environments.local.directus.url", nobody())
                .with("plumbline.environments.staging.tier", "staging")
                .with("plumbline.environments.staging.directus.url", nobody())
                .comparison("promotion", "local", "staging")
                .token("tests", "admin", TOKEN)
                // As the first start on a machine, which unpacks the programs of the store.
                .with("plumbline.store.directory", folder.resolve("data").toString())
                .keys(),
            TOKEN,
            List.of("-Xmx128m"));
    service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String nobody() {
    return "http://127.0.0.1:" + FreePort.find();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET /api/v1/environments HTTP/1.1~~",
        "400 | GET /api/v1/environments HTTP/1.1~Host: a b~~",
        "400 | GET /api/v1/%zz HTTP/1.1~Host: a~~",
        "400 | OPTIONS * HTTP/1.1~Host: a~~",
        "400 | CONNECT a:80 HTTP/1.1~Host: a~~",
        "400 | nonsense~~",
        "404 | GET /nowhere HTTP/1.1~Host: a~~",
        "401 | GET http://a/api/v1/environments HTTP/1.1~Host: a~~",
        "401 | GET /api/v1/environments HTTP/1.0~~",
        "505 | PRI * HTTP/2.0~~SM~~",
        "404 | GET /a%00b/../%c0%af HTTP/1.1~Host: a~Authorization: Bearer $~~",
        "404 | GET /a%00b%ff HTTP/1.1~Host: a~Authorization: Bearer $~~",
        "404 | PATCH /nowhere HTTP/1.1~Host: a~Authorization: Bearer $~~",
        "404 | TRACE /nowhere HTTP/1.1~Host: a~Authorization: Bearer $~~",
        "400 | PUT /api/v1/environments/local/pause HTTP/1.1~Host: a~Authorization: Bearer $"
            + "~Content-Type: application/json~Transfer-Encoding: chunked~~xyz~~",
        "413 | PUT /api/v1/environments/local/pause HTTP/1.1~Host: a~Authorization: Bearer $"
            + "~Content-Type: application/json~Content-Length: 99999999~~",
        "400 | GET /api/v1/findings?limit=%0a2026-11-28%20INFO%20forged HTTP/1.1~Host: a"
            + "~Authorization: Bearer $~~",
        "404 | GET /api/v1/findings/%00%e2%80%ae/events HTTP/1.1~Host: a~Authorization: Bearer $~~",
        "400 | GET /api/v1/findings/%0a/events?%0a2026-11-28%20INFO%20forged HTTP/1.1~Host: a"
            + "~Authorization: Bearer $~~",
        "400 | GET /api/v1/findings?since=%2B999999999-12-31T23:59:59Z HTTP/1.1~Host: a"
            + "~Authorization: Bearer $~~",
      })
  void everyErrorIsAProblem(int status, String sent) {
    assertProblem(status, exchange(service.api().url(), sent));
  }

  @Test
  void longLinesAndHeadersAreProblems() {
    String url = service.api().url();

    assertProblem(414, exchange(url, "GET /" + "a".repeat(20_000) + " HTTP/1.1~Host: a~~"));
    assertProblem(431, exchange(url, "GET / HTTP/1.1~Host: a~X: " + "a".repeat(40_000) + "~~"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET /q/metrics HTTP/1.1~~",
        "404 | GET /nowhere HTTP/1.1~Host: a~~",
        "405 | POST /q/metrics HTTP/1.1~Host: a~Content-Length: 0~~",
        "405 | DELETE /q/health HTTP/1.1~Host: a~~",
        "405 | OPTIONS /q/health/ready HTTP/1.1~Host: a~~",
      })
  void metricsAndHealthAreOnlyRead(int status, String sent) {
    assertProblem(status, exchange(service.management().url(), sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /q/metrics HTTP/1.1~Host: a~Accept: application/json~~",
        "HEAD /q/health/live HTTP/1.1~Host: a~Accept: image/png~~",
        "GET /q/health/live HTTP/1.0~~",
      })
  void metricsAndHealthHaveOneForm(String sent) {
    assertThat(exchange(service.management().url(), sent)).contains(" 200 OK");
  }

  @Test
  void nothingOfItBeginsALineOfTheLogOrIsAnError() {
    String url = service.api().url();
    for (String uri :
        List.of(
            "/api/v1/findings?limit=x%0a2026-11-28%20INFO%20forged",
            "/api/v1/findings?severity=%1b%5b31mforged",
            "/api/v1/comparisons/%0d%0a2026-11-28%20INFO%20forged",
            "/api/v1/findings/%0d%0a2026-11-28%20INFO%20forged/events",
            "/api/v1/environments/local/integrity?code=%00%e2%80%aeforged",
            "/api/v1/comparisons/promotion/gate")) {
      exchange(url, "GET " + uri + " HTTP/1.1~Host: a~Authorization: Bearer $~~");
    }
    for (int i = 0; i < 30; i++) {
      String answer =
          exchange(url, "GET /api/v1/findings HTTP/1.1~Host: a~Authorization: Bearer wrong~~");
      assertThat(answer).contains(" 4");
    }
    hangUp(url, "GET /openapi HTTP/1.1~Host: a~~".repeat(50));
    hangUp(
        url,
        "PUT /api/v1/environments/local/pause HTTP/1.1~Host: a~Authorization: Bearer $"
            + "~Content-Type: application/json~Content-Length: 100~~{\"note");
    String answer =
        exchange(url, "GET /api/v1/findings HTTP/1.1~Host: a~Authorization: Bearer wrong~~");

    assertProblem(429, answer);
    service.await(
        "the answers are in the log",
        Duration.ofSeconds(20),
        () -> service.log().contains("/api/v1/comparisons/promotion/gate 503"));
    assertThat(service.log().lines())
        .noneMatch(line -> line.startsWith("2026-11-28 INFO"))
        .noneMatch(line -> line.startsWith("\tat "))
        .noneMatch(line -> line.contains(" ERROR "))
        .noneMatch(line -> line.length() > 1_000)
        .filteredOn(line -> line.contains("wrong token"))
        .hasSizeBetween(1, 2);
    assertThat(service.log().chars())
        .noneMatch(c -> (c < ' ' && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e));
    assertThat(service.management().text("/q/metrics"))
        .containsPattern(Pattern.compile("plumbline_wrong_tokens_total [3-9][0-9]?\\.0"));
  }

  private static void assertProblem(int status, String answer) {
    assertThat(answer).matches(Pattern.compile("HTTP/1\\.[01] " + status + " .*", Pattern.DOTALL));
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: application/problem+json", "\"type\":\"urn:plumbline:problem:")
        .doesNotContain("\"stack\"", "exception");
  }

  /** All that is answered until the service hangs up, which it is asked to do. */
  private static String exchange(String url, String sent) {
    try (Socket socket = connect(url)) {
      socket.setSoTimeout(20_000);
      String bytes = bytes(sent);
      int firstLine = bytes.indexOf("\r\n");
      if (bytes.contains("Host:") && !bytes.contains("chunked")) {
        bytes =
            bytes.substring(0, firstLine) + "\r\nConnection: close" + bytes.substring(firstLine);
      }
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(sent, e);
    }
  }

  /** Sends and is gone, with a reset. */
  private static void hangUp(String url, String sent) {
    try (Socket socket = connect(url)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(bytes(sent).getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(sent, e);
    }
  }

  private static Socket connect(String url) throws IOException {
    URI uri = URI.create(url);
    return new Socket(uri.getHost(), uri.getPort());
  }

  private static String bytes(String sent) {
    return sent.replace("$", TOKEN).replace("~", "\r\n");
  }
}
