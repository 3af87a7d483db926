package dev.plumbline.directus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static dev.plumbline.directus.Asking.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.reading.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotAnswerTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(
              WireMockConfiguration.options()
                  .dynamicPort()
                  .bindAddress("127.0.0.1")
                  .gzipDisabled(true))
          .build();

  private final DirectusHttp directus =
      directus(URI.create("http://127.0.0.1:" + SERVER.getPort()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version | 2 | INCOMPATIBLE | another format than version 1",
        "version | \"1\" | INCOMPATIBLE | another format than version 1",
        "vendor | \"mysql\" | INCOMPATIBLE | another database than PostgreSQL",
        "vendor | null | INCOMPATIBLE | another database than PostgreSQL",
        "directus | null | MALFORMED | version of Directus",
        "collections | {} | MALFORMED | snapshot.collections is not an array",
        "relations | null | MALFORMED | snapshot.relations is not an array",
        "fields | [{\"collection\": 1}] | MALFORMED | snapshot.fields?0?.collection is not a string",
      })
  void snapshotThatDoesNotFitIsRefused(String key, String json, Reason reason, String reported) {
    JsonValue value = JsonText.read(json);

    answering(json(SampleSnapshot.json(SampleSnapshot.data().with(key, value))));

    assertRefused(reason, reported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": {\"version\": 1 | broken JSON",
        "{\"data\": {\"version\": 1, \"version\": 1}} | broken JSON: Duplicate field",
        "{\"data\": null} | JSON without 'data'",
        "{} | JSON without 'data'",
        "[] | not an object",
        "{\"data\": 1e999} | too large",
        "{\"data\": {}} {} | something follows",
        "NaN | broken JSON",
        "'' | it is empty",
      })
  void brokenJsonIsRefused(String body, String reported) {
    answering(json(body));

    assertRefused(Reason.MALFORMED, reported);
  }

  @Test
  void deepNestingIsRefused() {
    answering(json("{\"data\":".repeat(5000)));

    assertRefused(Reason.MALFORMED, "nesting depth");
  }

  @Test
  void latin1IsRefused() {
    answering(
        aResponse()
            .withHeader("Content-Type", "application/json; charset=iso-8859-1")
            .withBody("{\"data\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)));

    assertRefused(Reason.MALFORMED, "UTF-8");
  }

  @Test
  void brokenUtf32IsRefused() {
    answering(
        aResponse()
            .withHeader("Content-Type", "application/json")
            .withBody(new byte[] {0, 0, 0, '{', 127, 127, 127, 127}));

    assertRefused(Reason.MALFORMED, "not UTF-8");
  }

  @Test
  void moreThanTheLimitIsRefused() {
    answering(json("{\"data\": \"" + "x".repeat(2 << 20) + "\"}"));

    assertRefused(Reason.MALFORMED, "more than the 1048576 bytes");
  }

  @Test
  void gzipIsRead() throws IOException {
    answering(gzip(SampleSnapshot.json().getBytes(StandardCharsets.UTF_8), 1));

    assertThat(value(directus.snapshot(STAGING)).snapshot()).isEqualTo(SampleSnapshot.SNAPSHOT);
  }

  @Test
  void gzipBombIsRefused() throws IOException {
    answering(gzip(" ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8), 500));

    assertRefused(Reason.MALFORMED, "more than the 1048576 bytes");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "br", "no-such-encoding"})
  void wrongEncodingIsRefused(String encoding) {
    answering(json(SampleSnapshot.json()).withHeader("Content-Encoding", encoding));

    assertRefused(Reason.MALFORMED, "gzip");
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  private static ResponseDefinitionBuilder gzip(byte[] block, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        gzip.write(block);
      }
    }
    return aResponse()
        .withHeader("Content-Type", "application/json")
        .withHeader("Content-Encoding", "gzip")
        .withBody(bytes.toByteArray());
  }

  private static void answering(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(anyUrl()).willReturn(answer));
  }

  private void assertRefused(Reason reason, String reported) {
    var failure = failure(directus.snapshot(STAGING));
    assertThat(failure.detail()).contains(reported);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
