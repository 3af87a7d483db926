package dev.plumbline.directus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.plumbline.directus.Asking.HURRIED;
import static dev.plumbline.directus.Asking.PATIENT;
import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.TOKEN;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static dev.plumbline.directus.Asking.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.configuration.Secret;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.DirectusApi.ApiSnapshot;
import dev.plumbline.watch.source.DirectusApi.Health;
import dev.plumbline.watch.source.DirectusApi.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectusHttpTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(
              WireMockConfiguration.options()
                  .dynamicPort()
                  .dynamicHttpsPort()
                  .bindAddress("127.0.0.1"))
          .build();

  private final URI url = URI.create("http://127.0.0.1:" + SERVER.getPort());

  @Test
  void versionAndHealthAreReported() {
    healthy("");

    assertThat(value(directus(url).status(STAGING)))
        .isEqualTo(new Status(Optional.of("12.4.0"), Optional.of(Health.OK)));
  }

  @ParameterizedTest
  @CsvSource({"200, warn, WARN", "503, error, ERROR"})
  void illnessIsAnAnswer(int status, String word, Health health) {
    healthy("");
    SERVER.stubFor(
        get("/server/health")
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/health+json")
                    .withBody("{\"status\": \"%s\", \"releaseId\": \"12.4.0\"}".formatted(word))));

    assertThat(value(directus(url).status(STAGING)).health()).contains(health);
  }

  @Test
  void withoutTokenOnlyLivenessIsReported() {
    healthy("");
    SERVER.stubFor(get("/server/info").willReturn(okJson("{\"data\": {\"project\": {}}}")));
    SERVER.stubFor(get("/server/health").willReturn(aResponse().withStatus(403)));
    DirectusHttp directus = directus(url, Optional.empty(), PATIENT);

    assertThat(value(directus.status(STAGING)))
        .isEqualTo(new Status(Optional.empty(), Optional.empty()));
    assertThat(failure(directus.snapshot(STAGING)).reason()).isEqualTo(Reason.NOT_CONFIGURED);
    SERVER.verify(0, getRequestedFor(urlPathEqualTo("/schema/snapshot")));
  }

  @Test
  void healthThatTakesTooLongIsNotReported() {
    healthy("");
    SERVER.stubFor(
        get("/server/health").willReturn(okJson("{\"status\": \"ok\"}").withFixedDelay(60_000)));

    assertThat(value(directus(url, HURRIED).status(STAGING)))
        .isEqualTo(new Status(Optional.of("12.4.0"), Optional.empty()));
  }

  @Test
  void overloadIsNotTakenForIllness() {
    healthy("");
    SERVER.stubFor(
        get("/server/health")
            .willReturn(
                okJson("{\"errors\":[{\"extensions\":{\"code\":\"SERVICE_UNAVAILABLE\"}}]}")
                    .withStatus(503)));

    assertThat(value(directus(url).status(STAGING)).health()).isEmpty();
  }

  @Test
  void pingIsAskedWithoutToken() {
    healthy("");

    value(directus(url).status(STAGING));

    SERVER.verify(
        getRequestedFor(urlEqualTo("/server/ping"))
            .withoutHeader("Authorization")
            .withHeader("User-Agent", equalTo("plumbline/1.2.3")));
    SERVER.verify(
        getRequestedFor(urlEqualTo("/server/info"))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
  }

  @Test
  void snapshotKeepsItsNulls() {
    healthy("");

    assertThat(value(directus(url).snapshot(STAGING)))
        .isEqualTo(new ApiSnapshot(SampleSnapshot.SNAPSHOT, "12.4.0"));
  }

  @Test
  void eachSnapshotIsAskedWithAnotherNonce() {
    healthy("");
    DirectusHttp directus = directus(url);

    value(directus.snapshot(STAGING));
    value(directus.snapshot(STAGING));

    SERVER.verify(
        1,
        getRequestedFor(urlPathEqualTo("/schema/snapshot"))
            .withQueryParam("search", equalTo("00000000-0000-0000-0000-000000000001")));
    SERVER.verify(
        1,
        getRequestedFor(urlPathEqualTo("/schema/snapshot"))
            .withQueryParam("search", equalTo("00000000-0000-0000-0000-000000000002")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cms", "/cms/", "/a/b%20c"})
  void directusMayLiveUnderAPath(String path) {
    healthy(path.replaceAll("/$", ""));
    DirectusHttp directus = directus(URI.create(url + path));

    assertThat(value(directus.status(STAGING)).version()).contains("12.4.0");
    assertThat(value(directus.snapshot(STAGING)).directus()).isEqualTo("12.4.0");
  }

  @Test
  void rotatedTokenIsSentAtOnce(@TempDir Path folder) throws IOException {
    healthy("");
    Path file = folder.resolve("token");
    DirectusHttp directus = directus(url, Optional.of(new Secret.FromFile(file)), PATIENT);

    Files.writeString(file, "first\n");
    value(directus.snapshot(STAGING));
    Files.writeString(file, "second\n");
    value(directus.snapshot(STAGING));

    SERVER.verify(
        1,
        getRequestedFor(urlPathEqualTo("/schema/snapshot"))
            .withHeader("Authorization", equalTo("Bearer first")));
    SERVER.verify(
        1,
        getRequestedFor(urlPathEqualTo("/schema/snapshot"))
            .withHeader("Authorization", equalTo("Bearer second")));
  }

  @Test
  void unreadableTokenFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("no-such-token");
    DirectusHttp directus = directus(url, Optional.of(new Secret.FromFile(file)), PATIENT);

    var failure = failure(directus.status(STAGING));

    assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(failure.detail()).contains(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\r\nX-Injected: yes", "caf\u00e9"})
  void impossibleTokenIsNotSent(String token) {
    healthy("");
    DirectusHttp directus = directus(url, Optional.of(new Secret.Literal(token)), PATIENT);

    var failure = failure(directus.snapshot(STAGING));

    assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(failure.detail()).contains("'staging'");
    if (!token.isEmpty()) {
      assertThat(failure.detail()).doesNotContain(token);
    }
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void environmentWithoutDirectusIsNotAsked() {
    DirectusHttp directus = directus(Optional.empty(), PATIENT);

    assertThat(failure(directus.status(STAGING)).reason()).isEqualTo(Reason.NOT_CONFIGURED);
    assertThat(failure(directus.snapshot(new EnvironmentId("elsewhere"))).reason())
        .isEqualTo(Reason.NOT_CONFIGURED);
  }

  @Test
  void certificateOfNobodyKnownIsRefused() {
    healthy("");

    var failure =
        failure(directus(URI.create("https://localhost:" + SERVER.getHttpsPort())).status(STAGING));

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure.detail()).contains("TLS failed").contains("certification path");
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void tokenIsInNoLogLine() {
    healthy("");
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler everything = new Lines(lines);
    root.addHandler(everything);
    root.setLevel(Level.ALL);
    try {
      value(directus(url).status(STAGING));
      value(directus(url).snapshot(STAGING));
    } finally {
      root.setLevel(before);
      root.removeHandler(everything);
    }

    assertThat(lines).anyMatch(line -> line.contains("Client is closed"));
    assertThat(lines).noneMatch(line -> line.contains(TOKEN));
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      // WireMock, which is the other side here, logs what it is asked.
      if (!String.valueOf(line.getLoggerName()).contains("wiremock")) {
        lines.add(new SimpleFormatter().format(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static void healthy(String path) {
    SERVER.stubFor(
        get(path + "/server/ping")
            .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("pong")));
    SERVER.stubFor(
        get(path + "/server/info")
            .willReturn(okJson("{\"data\": {\"version\": \"12.4.0\", \"project\": {}}}")));
    SERVER.stubFor(get(path + "/server/health").willReturn(okJson("{\"status\": \"ok\"}")));
    SERVER.stubFor(
        get(urlPathEqualTo(path + "/schema/snapshot")).willReturn(okJson(SampleSnapshot.json())));
  }
}
