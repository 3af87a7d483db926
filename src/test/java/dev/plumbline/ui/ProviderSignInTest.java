package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.FakeProvider;
import dev.plumbline.faces.FakeProvider.Mood;
import dev.plumbline.faces.PageClient;
import dev.plumbline.faces.Twins;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with OpenID Connect, at a provider that refuses what a real one refuses. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class ProviderSignInTest {
  private static final JsonObject ADA =
      JsonObject.EMPTY
          .with("email", JsonValue.of("Ada@Example.com"))
          .with("email_verified", JsonValue.of(true))
          .with("groups", groups("staff", "chess"));

  private final FakeProvider provider;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  ProviderSignInTest(FakeProvider provider) {
    this.provider = provider;
  }

  @BeforeEach
  void adaIsSignedInThere() {
    provider.says(ADA);
  }

  @AfterEach
  void providerAnswersAgain() {
    provider.answers(Mood.WELL);
  }

  @Test
  void signingInLeadsToTheProviderAndBackToTheDeepLink() {
    PageClient client = new PageClient(url);
    assertThat(client.get("/sign-in?to=%2Fplans%3Fstate%3Dwaiting").body())
        .contains(
            "Sign in with Staff login", "href=\"/sign-in/oidc?to=%2Fplans%3Fstate%3Dwaiting\"");

    String there = start(client, "/plans?state=waiting");
    assertThat(there).contains("scope=openid", "&nonce=", "code_challenge_method=S256");
    HttpResponse<String> back = client.get(visit(there));

    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.body()).contains("content=\"0; url=/plans?state=waiting\"");
    assertThat(client.get("/").body()).contains("oidc:ada@example.com", "Sign out");
  }

  @Test
  void onlyOurCookieOfASessionIsKept() {
    PageClient client = new PageClient(url);
    HttpResponse<String> started = client.get("/sign-in/oidc?to=%2F");
    assertThat(started.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .containsIgnoringCase("HttpOnly")
                    .contains("SameSite=Lax", "Path=/sign-in/oidc", "Max-Age=600"));

    HttpResponse<String> back = client.get(visit(location(started)));

    assertThat(back.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("q_session"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("plumbline=")
                    .contains("HttpOnly", "SameSite=Strict", "Path=/;"));
    assertThat(client.cookies().keySet()).noneMatch(name -> name.startsWith("q_"));
  }

  @Test
  void signOutEndsTheSession() {
    PageClient client = signedIn();
    Map<String, String> before = Map.copyOf(client.cookies());

    client.post("/sign-out", Map.of());
    client.cookies().putAll(before);

    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void callbackOfAnotherBrowserSignsNobodyIn() {
    PageClient attacker = new PageClient(url);
    String callback = visit(start(attacker, "/"));
    PageClient victim = new PageClient(url);

    assertRefused(victim, victim.get(callback), "did not begin in this browser");
    start(victim, "/");
    assertRefused(victim, victim.get(callback), "did not begin in this browser");
  }

  @Test
  void callbackCannotBeUsedAgain() {
    PageClient client = new PageClient(url);
    String there = start(client, "/");
    Map<String, String> before = Map.copyOf(client.cookies());
    String callback = visit(there);
    assertThat(client.get(callback).statusCode()).isEqualTo(200);
    PageClient thief = new PageClient(url);

    assertRefused(thief, thief.get(callback), "did not begin in this browser");
    thief.cookies().putAll(before);
    assertRefused(thief, thief.get(callback), "is not valid");
  }

  @Test
  void codeOfAnotherClientIsRefused() {
    PageClient client = new PageClient(url);
    String there = start(client, "/");
    String callback =
        visit(there).replaceFirst("code=[^&]+", "code=" + provider.codeOfAnotherClient(there));

    assertRefused(client, client.get(callback), "is not valid");
  }

  @Test
  void codeOfAnotherSignInIsRefused() {
    PageClient client = new PageClient(url);
    String first = visit(start(client, "/"));
    String second = visit(start(client, "/"));

    String mixed = second.replaceFirst("code=[^&]+", "code=" + first.replaceFirst(".*code=", ""));

    assertRefused(client, client.get(mixed), "is not valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aud", "iss", "nonce"})
  void tokenForSomebodyElseIsRefused(String claim) {
    says(claim, JsonValue.of("https://another.example.com"));
    PageClient client = new PageClient(url);

    assertRefused(client, client.get(visit(start(client, "/"))), "is not valid");
  }

  @Test
  void addressThatIsNotVerifiedIsNobody() {
    says("email_verified", JsonValue.of(false));
    PageClient client = new PageClient(url);

    assertRefused(
        client,
        client.get(visit(start(client, "/"))),
        "Staff login did not say that the address &#39;Ada@Example.com&#39; is verified");
  }

  @Test
  void groupsWithoutARoleAreNamed() {
    says("groups", groups("sales", "<b>"));
    PageClient client = new PageClient(url);

    assertRefused(
        client,
        client.get(visit(start(client, "/"))),
        "you are &#39;ada@example.com&#39;",
        "these groups: &#39;&lt;b&gt;&#39;, &#39;sales&#39;.");
  }

  @Test
  void personMayWhatTheirGroupMayAndNoMore() {
    says("groups", groups("local-team"));

    PageClient client = signedIn();

    assertThat(client.get("/").body()).contains("approver", "local").doesNotContain("production");
  }

  @Test
  void personWhoDidNotConsentIsSignedOut() {
    PageClient client = new PageClient(url);
    String callback =
        visit(start(client, "/"))
            .replaceFirst("code=.*", "error=access_denied&error_description=x");

    assertRefused(client, client.get(callback), "Staff login did not sign you in: access_denied.");
  }

  @Test
  void whileTheProviderIsAwayTokensWork() {
    provider.changeSecret();
    provider.answers(Mood.WITH_503);
    PageClient client = new PageClient(url);

    HttpResponse<String> answer = client.get("/sign-in/oidc?to=%2Fplans");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("Staff login did not answer as it should", "name=\"to\" value=\"/plans\"");
    client.post("/sign-in", Map.of("token", Twins.secret("viewer")));
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    provider.answers(Mood.WELL);
    signedIn();
  }

  @Test
  void nobodyWaitsForAProviderThatIsSilent() {
    PageClient client = new PageClient(url);
    String callback = visit(start(client, "/"));
    provider.answers(Mood.NEVER);
    long begun = System.nanoTime();

    HttpResponse<String> answer = client.get(callback);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Staff login did not answer as it should within 5 s");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void changedSecretNeedsNoRestart() {
    signedIn();

    provider.changeSecret();

    signedIn();
  }

  @Test
  void cookieOfQuarkusIsNoSession() {
    PageClient client = new PageClient(url);
    client.cookies().put("q_session_plumbline", "a.b.c");

    assertRefused(client, client.get("/sign-in/oidc/callback"), "a cookie that Plumbline does not");
    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void restKnowsNothingOfIt() {
    PageClient client = signedIn();

    assertThat(client.get("/api/v1/environments").statusCode()).isEqualTo(401);
    client.cookies().put("q_auth_plumbline_1", "a");
    client.cookies().put("q_session_plumbline", "a.b.c");
    assertThat(client.get("/api/v1/environments").statusCode()).isEqualTo(401);
    assertThat(
            Api.at(url)
                .as("viewer")
                .with("Cookie", "q_session_plumbline=a.b.c")
                .get("/api/v1/environments")
                .status())
        .isEqualTo(200);
    assertThat(
            Api.at(url)
                .with("Authorization", "Bearer a.b.c")
                .get("/api/v1/environments")
                .text("type"))
        .isEqualTo("urn:plumbline:problem:unauthenticated");
  }

  private PageClient signedIn() {
    PageClient client = new PageClient(url);
    assertThat(client.get(visit(start(client, "/"))).statusCode()).isEqualTo(200);
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    return client;
  }

  private static void assertRefused(
      PageClient client, HttpResponse<String> answer, String... texts) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("role=\"alert\"").contains(texts);
    assertThat(client.get("/").statusCode()).isEqualTo(303);
  }

  private void says(String claim, JsonValue value) {
    provider.says(ADA.with(claim, value));
  }

  private static JsonValue groups(String... names) {
    return new JsonArray(Stream.of(names).map(JsonValue::of).toList());
  }

  private static String start(PageClient client, String to) {
    HttpResponse<String> answer =
        client.get("/sign-in/oidc?to=" + to.replace("?", "%3F").replace("=", "%3D"));
    assertThat(answer.statusCode()).isEqualTo(303);
    return location(answer);
  }

  /** As a browser does there; what it gets is the path and query of the callback. */
  private static String visit(String location) {
    URI there = URI.create(location);
    HttpResponse<String> answer =
        new PageClient(there.getScheme() + "://" + there.getRawAuthority())
            .get(there.getRawPath() + "?" + there.getRawQuery());
    assertThat(answer.statusCode()).isEqualTo(302);
    return location(answer).replaceFirst("https?://[^/]+", "");
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
