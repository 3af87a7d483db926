package dev.plumbline.directus.answer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.TOKEN;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnexpectedAnswersTest {
  private static final String ERROR =
      "{\"errors\": [{\"message\": \"select * from secrets\", \"extensions\": {\"code\": \"%s\"}}]}";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final URI url = URI.create("http://127.0.0.1:" + SERVER.getPort());

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_QUERY, MALFORMED, unexpected status",
    "401, INVALID_CREDENTIALS, UNAUTHORIZED, the token was refused",
    "403, FORBIDDEN, FORBIDDEN, needs an administrator's token",
    "403, RESOURCE_RESTRICTED, FORBIDDEN, limits of its licence",
    "404, ROUTE_NOT_FOUND, INCOMPATIBLE, check that directus.url is the URL of a Directus",
    "418, TEAPOT, MALFORMED, unexpected status",
    "429, REQUESTS_EXCEEDED, UNAVAILABLE, rate limiter",
    "500, INTERNAL_SERVER_ERROR, MALFORMED, log of Directus",
    "502, BAD_GATEWAY, UNAVAILABLE, proxy",
    "503, SERVICE_UNAVAILABLE, UNAVAILABLE, busy or not ready",
    "504, GATEWAY_TIMEOUT, UNAVAILABLE, proxy",
  })
  void statusTellsTheReason(int status, String code, Reason reason, String hint) {
    var failure = snapshotAnswering(okJson(ERROR.formatted(code)).withStatus(status));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail())
        .startsWith("GET " + url + "/schema/snapshot answered " + status + " " + code + ": ")
        .contains(hint)
        .doesNotContain("select")
        .doesNotContain("search=");
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void retryAfterIsReported(int status) {
    var failure = snapshotAnswering(aResponse().withStatus(status).withHeader("Retry-After", "17"));

    assertThat(failure.detail()).contains("Retry-After: 17");
  }

  @Test
  void refusedTokenIsReportedByStatusToo() {
    SERVER.stubFor(get("/server/ping").willReturn(aResponse().withBody("pong")));
    SERVER.stubFor(
        get("/server/info")
            .willReturn(okJson(ERROR.formatted("INVALID_CREDENTIALS")).withStatus(401)));

    assertThat(failure(directus(url).status(STAGING)).reason()).isEqualTo(Reason.UNAUTHORIZED);
  }

  @ParameterizedTest
  @CsvSource({"200, MALFORMED", "403, FORBIDDEN", "500, MALFORMED", "502, UNAVAILABLE"})
  void pageOfAProxyIsReportedByItsTitle(int status, Reason reason) {
    var failure =
        snapshotAnswering(
            aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody(
                    "<html><head><title>\n Sign in <!-- \u001b[31m & go\t</title></head>"
                        + "<body>session=abcdef</body></html>"));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail())
        .contains("answered " + status + " with text/html titled 'Sign in")
        .doesNotContain("\u001b")
        .doesNotContain("abcdef");
  }

  @Test
  void echoedTokenIsHidden() {
    var failure =
        snapshotAnswering(
            aResponse()
                .withHeader("Content-Type", "text/html")
                .withBody("<title>Bearer " + TOKEN + "</title>"));

    assertThat(failure.detail()).contains("titled 'Bearer ***'");
  }

  @ParameterizedTest
  @CsvSource({
    "302, https://user:pw@login.example.org/oauth?state=abcdef, ' to https://login.example.org;'",
    "301, /elsewhere, it redirects;",
    "307, 'not a url at all', it redirects;",
    "308, , it redirects;",
  })
  void redirectIsNotFollowed(int status, String location, String reported) {
    ResponseDefinitionBuilder answer = aResponse().withStatus(status);
    var failure =
        snapshotAnswering(location == null ? answer : answer.withHeader("Location", location));

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains(reported).doesNotContain("abcdef").doesNotContain("pw");
    assertThat(SERVER.getAllServeEvents()).hasSize(1);
  }

  @Test
  void emptyAnswerIsMalformed() {
    var failure = snapshotAnswering(aResponse().withStatus(204));

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("answered 204 without a body");
  }

  @ParameterizedTest
  @CsvSource({"200, text/html, <title>Welcome to nginx</title>", "200, text/plain, ok"})
  void otherServersArePingedInVain(int status, String type, String body) {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body)));

    var failure = failure(directus(url).status(STAGING));

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail())
        .startsWith("GET " + url + "/server/ping answered 200 with " + type)
        .endsWith("check that directus.url is the URL of a Directus");
  }

  private Reading.Failure<?> snapshotAnswering(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(anyUrl()).willReturn(answer));
    return failure(directus(url).snapshot(STAGING));
  }
}
