package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.PageClient;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.faces.Twins;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of browsers, and what protects them. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class SignInTest {
  private final SettableClock clock;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  SignInTest(SettableClock clock) {
    this.clock = clock;
  }

  @Test
  void withoutASessionAPageLeadsToTheSignInAndBack() {
    PageClient client = new PageClient(url);

    HttpResponse<String> asked = client.get("/");
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(location(asked)).isEqualTo("/sign-in?to=%2F");
    assertThat(client.get("/sign-in?to=%2Fplans%3Fstate%3Dwaiting").body())
        .contains("name=\"to\" value=\"/plans?state=waiting\"");
    HttpResponse<String> signedIn =
        client.post(
            "/sign-in", Map.of("token", Twins.secret("viewer"), "to", "/plans?state=waiting"));

    assertThat(location(signedIn)).isEqualTo("/plans?state=waiting");
    assertThat(client.get("/").body()).contains("Sign out", "viewer");
  }

  @Test
  void cookieIsKeptFromScriptsAndOtherSites() {
    HttpResponse<String> local =
        new PageClient(url).post("/sign-in", Map.of("token", Twins.secret("viewer")));

    assertThat(cookie(local))
        .startsWith("plumbline=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure", "Domain", "Expires");
  }

  /** Written by hand, because no client lets one choose the header Host. */
  @Test
  void beyondTheOwnMachineTheCookieNeedsTls() throws IOException {
    String form = "token=" + Twins.secret("viewer");
    URI address = URI.create(url);
    String answer;
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("POST /sign-in HTTP/1.1\r\nHost: plumbline.example.com\r\nConnection: close\r\n"
                      + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                      + form.length()
                      + "\r\n\r\n"
                      + form)
                  .getBytes(StandardCharsets.US_ASCII));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    String cookie =
        answer
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:"))
            .findFirst()
            .orElse("");
    assertThat(cookie)
        .contains("__Host-plumbline=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "", " ", "viewer"})
  void wrongTokenSignsNobodyIn(String token) {
    PageClient client = new PageClient(url);

    HttpResponse<String> answer = client.post("/sign-in", Map.of("token", token));

    assertThat(answer.statusCode()).isIn(400, 401);
    assertThat(answer.body()).contains("role=\"alert\"");
    assertThat(client.cookies()).isEmpty();
    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "//evil.example|/",
        "https://evil.example/|/",
        "/\\evil.example|/",
        "\\\\evil.example|/",
        "/%0d%0aSet-Cookie: a=b|/",
        "/sign-in?to=/x|/",
        "/sign-out|/",
        "javascript:alert(1)|/",
        "/findings?kind=change|/findings?kind=change",
        "/findings#a|/findings#a",
      })
  void afterSigningInNobodyIsSentToAnotherHost(String to, String expected) {
    HttpResponse<String> signedIn =
        new PageClient(url)
            .post(
                "/sign-in",
                Map.of("token", Twins.secret("viewer"), "to", to.replace("%0d%0a", "\r\n")));

    assertThat(location(signedIn)).isEqualTo(expected);
  }

  @Test
  void signOutEndsTheSessionAndNotOnlyTheCookie() {
    PageClient client = PageClient.as("viewer", url);
    Map<String, String> before = Map.copyOf(client.cookies());

    assertThat(location(client.post("/sign-out", Map.of()))).isEqualTo("/sign-in");
    assertThat(client.cookies()).isEmpty();
    client.cookies().putAll(before);

    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionEndsWhenNobodyUsesIt() {
    PageClient client = PageClient.as("viewer", url);
    clock.advance(Duration.ofMinutes(119));
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(119));
    assertThat(client.get("/").statusCode()).isEqualTo(200);

    clock.advance(Duration.ofMinutes(121));

    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
    PageClient client = PageClient.as("viewer", url);
    for (int hour = 0; hour < 11; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(client.get("/").statusCode()).isEqualTo(200);
    }

    clock.advance(Duration.ofHours(1));

    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void cookieIsReplacedAndACopyOfTheOldOneEndsTheSession() {
    PageClient client = PageClient.as("viewer", url);
    PageClient thief = new PageClient(url);
    thief.cookies().putAll(client.cookies());
    clock.advance(Duration.ofMinutes(11));

    client.get("/");
    assertThat(client.cookies()).isNotEqualTo(thief.cookies());
    assertThat(thief.get("/").statusCode()).as("a request that was under way").isEqualTo(200);
    clock.advance(Duration.ofMinutes(2));

    assertThat(thief.get("/").statusCode()).isEqualTo(303);
    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void formFromAnotherSiteIsRefused() {
    for (String[] header :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"}
        }) {
      PageClient client = new PageClient(url).with(header[0], header[1]);

      HttpResponse<String> answer =
          client.post("/sign-in", Map.of("token", Twins.secret("viewer")));

      assertThat(answer.statusCode()).as(String.join(": ", header)).isEqualTo(403);
      assertThat(client.cookies()).isEmpty();
    }
  }

  @Test
  void linkOnAnotherSiteIsFollowedOnceMoreFromHere() {
    HttpResponse<String> arrived =
        new PageClient(url).with("Sec-Fetch-Site", "cross-site").get("/?");

    assertThat(arrived.statusCode()).isEqualTo(200);
    assertThat(arrived.body()).contains("http-equiv=\"refresh\"").doesNotContain("Sign out");
  }

  @Test
  void pageMayLoadNothingFromElsewhereAndRunNoScriptOfItsOwn() {
    HttpResponse<String> page = PageClient.as("viewer", url).get("/");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body()).doesNotContain("<style", "onclick", "style=");
  }

  @Test
  void problemOfAPageIsAPage() {
    PageClient client = PageClient.as("viewer", url);

    HttpResponse<String> answer = client.get("/?severty=high");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("severty", "Back to the overview");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/plans/nothing", "/findings/0", "/comparisons/a/b/c"})
  void absentPageIsAPage(String path) {
    HttpResponse<String> answer =
        PageClient.as("viewer", url).with("Accept", "text/html,*/*").get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("<!DOCTYPE html>", "/assets/plumbline.css");
  }

  @Test
  void whoeverIsNoBrowserGetsAProblem() {
    HttpResponse<String> answer = new PageClient(url).with("Accept", "*/*").get("/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void tokenOpensNoPageAndSessionNoRest() {
    PageClient bearer =
        new PageClient(url).with("Authorization", "Bearer " + Twins.secret("viewer"));

    assertThat(bearer.get("/").statusCode()).isEqualTo(303);
    assertThat(PageClient.as("viewer", url).get("/api/v1/environments").statusCode())
        .isEqualTo(401);
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("").replaceFirst("https?://[^/]+", "");
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElse("");
  }
}
