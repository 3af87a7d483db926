package dev.plumbline.directus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
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
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.FileBinaries;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileBinariesTest {
  private static final String HERE = "11111111-1111-4111-8111-111111111111";
  private static final String GONE = "22222222-2222-4222-8222-222222222222";
  private static final String OTHER = "33333333-3333-4333-8333-333333333333";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final URI url = URI.create("http://127.0.0.1:" + SERVER.getPort());

  @Test
  void nothingButHeadIsAskedWhileAllAreThere() {
    asset(HERE, 200);
    asset(OTHER, 200);

    assertThat(value(directus(url).missing(STAGING, List.of(HERE, OTHER)))).isEmpty();

    SERVER.verify(
        1,
        headRequestedFor(urlEqualTo("/assets/" + HERE))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    SERVER.verify(0, getRequestedFor(urlPathEqualTo("/files")));
  }

  @ParameterizedTest
  @CsvSource({"403", "404"})
  void refusedBinaryOfARowThatCanBeSeenIsMissing(int status) {
    asset(HERE, 200);
    asset(GONE, status);
    rows(GONE, "local", GONE);
    rows(HERE, "local", HERE);

    assertThat(value(directus(url).missing(STAGING, List.of(HERE, GONE)))).containsExactly(GONE);
  }

  @Test
  void refusedBinaryOfARowThatCannotBeSeenIsForbidden() {
    asset(HERE, 200);
    asset(GONE, 403);
    rows(GONE, "local");

    Reading.Failure<Set<String>> failure =
        failure(directus(url).missing(STAGING, List.of(HERE, GONE)));

    assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(failure.detail()).contains(GONE, "directus_files");
  }

  @Test
  void tokenThatMayNotReadFilesIsForbidden() {
    asset(GONE, 403);
    SERVER.stubFor(get(urlPathEqualTo("/files")).willReturn(aResponse().withStatus(403)));

    assertThat(failure(directus(url).missing(STAGING, List.of(GONE))).reason())
        .isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void whileAStorageServesNothingNothingIsMissing() {
    asset(HERE, 403);
    asset(GONE, 403);
    asset(OTHER, 403);
    rows(GONE, "s3", HERE, GONE);
    SERVER.stubFor(
        get(urlPathEqualTo("/files"))
            .withQueryParam("filter[storage][_eq]", equalTo("s3"))
            .willReturn(okJson(json("s3", OTHER))));

    Reading.Failure<Set<String>> failure =
        failure(directus(url).missing(STAGING, List.of(HERE, GONE)));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.detail()).contains("storage 's3'");
  }

  @Test
  void anotherFileOfTheStorageProvesThatItServes() {
    asset(GONE, 403);
    asset(OTHER, 200);
    rows(GONE, "s3", GONE);
    SERVER.stubFor(
        get(urlPathEqualTo("/files"))
            .withQueryParam("filter[storage][_eq]", equalTo("s3"))
            .willReturn(okJson(json("s3", OTHER))));

    assertThat(value(directus(url).missing(STAGING, List.of(GONE)))).containsExactly(GONE);
  }

  @Test
  void whatIsServedAtTheSecondAskingIsNotMissing() {
    asset(HERE, 200);
    rows(GONE, "local", GONE);
    rows(HERE, "local", HERE);
    SERVER.stubFor(
        head(urlEqualTo("/assets/" + GONE))
            .inScenario("flapping")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(403))
            .willSetStateTo("back"));
    SERVER.stubFor(
        head(urlEqualTo("/assets/" + GONE))
            .inScenario("flapping")
            .whenScenarioStateIs("back")
            .willReturn(aResponse().withStatus(200)));

    assertThat(value(directus(url).missing(STAGING, List.of(HERE, GONE)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, UNAVAILABLE, Retry-After: 7",
    "503, UNAVAILABLE, Retry-After: 7",
    "502, UNAVAILABLE, proxy",
    "401, UNAUTHORIZED, token",
    "302, MALFORMED, redirects",
    "500, MALFORMED, log of Directus"
  })
  void anythingElseEndsTheAsking(int status, Reason reason, String detail) {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Retry-After", "7")
                    .withHeader("Location", "https://cdn.example.com/secret")));

    Reading.Failure<Set<String>> failure =
        failure(directus(url).missing(STAGING, List.of(HERE, GONE)));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail()).contains(detail).doesNotContain("secret");
    SERVER.verify(1, headRequestedFor(urlPathEqualTo("/assets/" + HERE)));
    SERVER.verify(0, headRequestedFor(urlPathEqualTo("/assets/" + GONE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "500 | {\"errors\":[{\"message\":\"Location \\\"s3\\\" doesn't exist.\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}",
        "503 | {\"errors\":[{\"message\":\"Service \\\"assets\\\" is unavailable. Couldn't reach the storage location.\",\"extensions\":{\"service\":\"assets\",\"reason\":\"Couldn't reach the storage location\",\"code\":\"SERVICE_UNAVAILABLE\"}}]}"
      })
  void locationThatDirectusCannotReachIsNoBrokenAnswer(int status, String body) {
    asset(GONE, status);
    SERVER.stubFor(
        get(urlEqualTo("/assets/" + GONE))
            .willReturn(aResponse().withStatus(status).withBody(body)));

    assertThat(value(directus(url).storage(STAGING, List.of(GONE, HERE))))
        .isEqualTo(FileBinaries.Storage.OUT_OF_REACH);
    Reading.Failure<Set<String>> failure =
        failure(directus(url).missing(STAGING, List.of(GONE, HERE)));
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.detail()).contains("storage location");
    SERVER.verify(0, headRequestedFor(urlPathEqualTo("/assets/" + HERE)));
  }

  @ParameterizedTest
  @CsvSource({"500, MALFORMED", "503, UNAVAILABLE"})
  void otherErrorSaysNothingAboutAStorageLocation(int status, Reason reason) {
    asset(GONE, status);
    SERVER.stubFor(
        get(urlEqualTo("/assets/" + GONE))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withBody("{\"errors\":[{\"message\":\"Under pressure\"}]}")));

    assertThat(failure(directus(url).storage(STAGING, List.of(GONE))).reason()).isEqualTo(reason);
  }

  @Test
  void oneServedFileMeansThatItsLocationIsServed() {
    asset(GONE, 403);
    asset(HERE, 200);

    assertThat(value(directus(url).storage(STAGING, List.of(GONE, HERE, OTHER))))
        .isEqualTo(FileBinaries.Storage.SERVED);
    SERVER.verify(0, headRequestedFor(urlPathEqualTo("/assets/" + OTHER)));
  }

  @Test
  void locationOfRefusedFilesIsRefusedOnlyIfTheirRowsCanBeSeen() {
    asset(GONE, 403);
    asset(OTHER, 403);
    rows(GONE, "s3", GONE, OTHER);
    assertThat(value(directus(url).storage(STAGING, List.of(GONE, OTHER))))
        .isEqualTo(FileBinaries.Storage.REFUSED);

    rows(GONE, "s3", GONE);
    assertThat(failure(directus(url).storage(STAGING, List.of(GONE, OTHER))).reason())
        .isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void silenceEndsAtTheDeadline() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(10_000)));

    assertThat(failure(directus(url, HURRIED).missing(STAGING, List.of(HERE))).reason())
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void withoutATokenNothingIsAsked() {
    assertThat(
            failure(directus(url, Optional.empty(), PATIENT).missing(STAGING, List.of(HERE)))
                .reason())
        .isEqualTo(Reason.NOT_CONFIGURED);
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void keyThatIsNoUuidIsNotAskedFor() {
    assertThat(failure(directus(url).missing(STAGING, List.of("../users/me"))).reason())
        .isEqualTo(Reason.MALFORMED);
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  private void asset(String file, int status) {
    ResponseDefinitionBuilder answer = aResponse().withStatus(status);
    SERVER.stubFor(head(urlEqualTo("/assets/" + file)).willReturn(answer));
  }

  /** The answer to a question for this file, and perhaps others. */
  private void rows(String asked, String storage, String... files) {
    SERVER.stubFor(
        get(urlPathEqualTo("/files"))
            .withQueryParam("filter[id][_in]", containing(asked))
            .willReturn(okJson(json(storage, files))));
  }

  private static String json(String storage, String... files) {
    return Arrays.stream(files)
        .map(file -> "{\"id\": \"" + file + "\", \"storage\": \"" + storage + "\"}")
        .collect(joining(",", "{\"data\": [", "]}"));
  }
}
