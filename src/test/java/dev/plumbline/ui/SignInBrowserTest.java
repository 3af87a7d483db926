package dev.plumbline.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.plumbline.faces.Twins.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.faces.Story;
import dev.plumbline.faces.Twins;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.PageServer;
import dev.plumbline.lab.browser.Screen;
import dev.plumbline.severity.Severity;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by hand, and how links lead there and back. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class SignInBrowserTest {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  private final Story story;
  private final SettableClock clock;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  SignInBrowserTest(Story story, SettableClock clock) {
    this.story = story;
    this.clock = clock;
  }

  private String at(String path) {
    return url.replaceFirst("/$", "") + path;
  }

  private static void signIn(Page page, String token) {
    page.getByLabel("API token").fill(Twins.secret(token));
    page.getByText("Sign in").last().click();
  }

  @Test
  void whoSignsOutIsOutAlsoOfThePageBefore() {
    BrowserWindow window = BROWSER.open(Screen.PHONE);
    Page page = window.page();
    page.navigate(url);
    assertThat(page).hasTitle("Sign in – Plumbline");

    signIn(page, "viewer");
    assertThat(page.locator("h1")).hasText("Overview");
    assertThat(page.locator(".who")).containsText("viewer");
    page.getByText("Sign out").click();
    assertThat(page.locator("h1")).hasText("Sign in");
    page.goBack();

    assertThat(page.locator("h1")).hasText("Sign in");
    assertThat(window.consoleErrors()).isEmpty();
  }

  @Test
  void wrongTokenIsSaidAndThePageStaysTheAim() {
    Page page = BROWSER.open(Screen.DESKTOP).page();
    page.navigate(at("/plans?state=waiting"));

    signIn(page, "nobody");
    assertThat(page.locator("[role=alert]")).containsText("not configured under plumbline.tokens");
    assertThat(page.getByLabel("API token")).isFocused();
    assertThat(page.getByLabel("API token")).hasValue("");
    signIn(page, "viewer");

    assertThat(page).hasURL(at("/plans?state=waiting"));
    assertThat(page.locator("h1")).hasText("Plans");
  }

  @Test
  void afterTheSessionHasExpiredALinkLeadsToItsPageBySignIn() {
    Page page = SignedInWindow.open(BROWSER, Screen.DESKTOP, url, "viewer", "/").page();
    clock.advance(Duration.ofMinutes(121));

    page.getByText("Runs").click();
    assertThat(page.locator("h1")).hasText("Sign in");
    signIn(page, "viewer");

    assertThat(page).hasURL(at("/runs"));
  }

  @Test
  void formOfAnExpiredSessionSaysThatNothingWasDone() {
    String finding = "/findings/" + story.found(LOCAL, Severity.HIGH).id().hex();
    Page page = SignedInWindow.open(BROWSER, Screen.PHONE, url, "operator", finding).page();
    clock.advance(Duration.ofMinutes(121));

    page.getByLabel("Note").fill("known");
    page.getByText("Acknowledge").last().click();

    assertThat(page.locator("main")).containsText("nothing was done");
    page.locator("main a").click();
    signIn(page, "operator");
    assertThat(page.locator("h1")).hasText("It differs.");
  }

  /** SameSite=Strict: the browser keeps the cookie back at first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linkOnAnotherSiteOpensThePageOfWhoeverIsSignedIn(boolean script) {
    String finding = "/findings/" + story.found(LOCAL, Severity.HIGH).id().hex() + "?a=1&b=%22";
    String wanted = at(finding.replaceFirst("\\?.*", ""));
    Screen screen = script ? Screen.PHONE : Screen.PHONE.withoutJavaScript();
    try (PageServer chat =
        new PageServer(
            Map.of(),
            Map.of("/", "<!doctype html><title>Chat</title><a href=\"" + wanted + "\">Alert</a>"),
            Map.of())) {
      BrowserWindow window = SignedInWindow.open(BROWSER, screen, url, "viewer");
      Page page = window.page();
      List<String> cookies = new ArrayList<>();
      page.onRequest(request -> record(request, wanted, cookies));
      page.navigate(chat.url("/"));

      page.getByText("Alert").click();

      assertThat(page.locator("h1")).hasText("It differs.");
      assertThat(page).hasURL(wanted);
      assertThat(cookies).containsExactly("without", "with");
      page.goBack();
      assertThat(page).hasTitle("Chat");
    }
  }

  private static void record(Request request, String wanted, List<String> cookies) {
    if (request.url().equals(wanted)) {
      cookies.add(request.allHeaders().containsKey("cookie") ? "with" : "without");
    }
  }

  @Test
  void linkOnAnotherSiteLeadsWhoeverIsNotSignedInThereBySignIn() {
    String finding = "/findings/" + story.found(LOCAL, Severity.HIGH).id().hex();
    try (PageServer chat =
        new PageServer(
            Map.of(),
            Map.of("/", "<!doctype html><title>Chat</title><a href=\"" + at(finding) + "\">Alert"),
            Map.of())) {
      Page page = BROWSER.open(Screen.PHONE).page();
      page.navigate(chat.url("/"));
      page.getByText("Alert").click();

      signIn(page, "viewer");

      assertThat(page.locator("h1")).hasText("It differs.");
      assertThat(page).hasURL(at(finding));
    }
  }
}
