package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.ReleaseStory;
import dev.plumbline.lab.browser.Accessibility;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every page: WCAG 2.2 AA, no error, and nothing from another host. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class EveryPageBrowserTest {
  private static final String MISSING = "/no-such-page";

  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  private final ReleaseStory story;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  EveryPageBrowserTest(ReleaseStory story) {
    this.story = story;
  }

  @Test
  void everyPageOnADesktop() {
    BrowserWindow window = SignedInWindow.open(BROWSER, Screen.DESKTOP, url, "admin");
    check(window, Screen.DESKTOP, story.happen().pages());
  }

  /** What an approver decides with is not shown to whoever proposed the plan. */
  @Test
  void everyPageOnAPhone() {
    BrowserWindow window = SignedInWindow.open(BROWSER, Screen.PHONE, url, "approver");
    check(window, Screen.PHONE, story.happen().pages());
  }

  @Test
  void signIn() {
    BrowserWindow window = BROWSER.open(Screen.PHONE);
    check(window, Screen.PHONE, List.of("/sign-in"));
    window.page().locator("#token").fill("wrong");
    window.page().keyboard().press("Enter");
    window.page().locator("[role=alert]").waitFor();

    accessible(window, "a wrong token");
  }

  private void check(BrowserWindow window, Screen screen, List<String> paths) {
    Page page = window.page();
    for (String path : paths) {
      page.navigate(url.replaceFirst("/$", "") + path);

      assertThat(page.locator("main h1").count()).as(path).isEqualTo(1);
      assertThat(window.contentWidth()).as(path).isEqualTo(screen.width());
      // What is folded must be as good as the rest.
      page.locator("details").all().forEach(one -> one.evaluate("it => it.open = true"));
      assertThat(window.contentWidth()).as(path + ", unfolded").isEqualTo(screen.width());
      accessible(window, path);
    }
    assertThat(window.requestsElsewhere()).isEmpty();
    assertThat(window.policyViolations()).isEmpty();
    assertThat(window.consoleErrors())
        .as("but that a page which does not exist was answered with 404")
        .hasSize(paths.contains(MISSING) ? 1 : 0)
        .allMatch(error -> error.contains("404"));
  }

  private static void accessible(BrowserWindow window, String what) {
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      assertThat(Accessibility.violations(window)).as(what + ", " + colours).isEmpty();
    }
  }
}
