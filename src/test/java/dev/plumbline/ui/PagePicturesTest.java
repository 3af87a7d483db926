package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.ReleaseStory;
import dev.plumbline.faces.ReleaseStory.StoryPages;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.DocsPicture;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in {@code docs/pages}, as they are at an hour that does not change. */
@QuarkusTest
@TestProfile(PagePicturesTest.OwnStart.class)
class PagePicturesTest {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  /** A start of its own: nothing has happened before, and the clock stands at its beginning. */
  public static final class OwnStart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return new FacesProfile().getConfigOverrides();
    }
  }

  private static StoryPages shown = StoryPages.NOTHING;

  private final ReleaseStory story;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  PagePicturesTest(ReleaseStory story) {
    this.story = story;
  }

  @BeforeEach
  void tell() {
    // Once: each time would be an hour later.
    if (shown.waiting().isEmpty()) {
      shown = story.happen();
      approve(shown.waiting());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "desktop-light, 1000, false, LIGHT",
    "desktop-dark, 1000, false, DARK",
    "phone-light, 320, true, LIGHT",
    "phone-dark, 320, true, DARK"
  })
  void pagesAreAsInTheDocumentation(String name, int width, boolean isPhone, ColorScheme colours)
      throws IOException {
    Screen screen = new Screen(width, 640, isPhone, colours, true);
    BrowserWindow window = SignedInWindow.open(BROWSER, screen, url, "second-approver");
    for (Picture picture : pictures()) {
      Page page = window.page();
      page.navigate(url.replaceFirst("/$", "") + picture.path());
      page.setViewportSize(width, isPhone ? picture.onPhone() : picture.onDesktop());

      assertThat(window.contentWidth()).isEqualTo(width);
      DocsPicture.check(window, "pages/" + picture.name() + "-" + name + ".png");
    }
    assertThat(window.policyViolations()).isEmpty();
  }

  /**
   * A page.
   *
   * @param onDesktop how much of it is shown, in pixels
   * @param onPhone likewise
   */
  private record Picture(String name, String path, int onDesktop, int onPhone) {}

  private List<Picture> pictures() {
    return List.of(
        new Picture("overview", "/", 890, 1440),
        new Picture("comparison", "/comparisons/staging-to-production", 1200, 1440),
        new Picture("plan", shown.waiting(), 1290, 1330),
        new Picture("run", shown.running(), 950, 1300));
  }

  /** One of the two who must. */
  private void approve(String plan) {
    Api approver = Api.at(url + "api/v1").as("approver").with("Content-Type", "application/json");
    String hash = approver.get(plan).text("hash");
    Api.Answer answer =
        approver.send(
            "POST",
            plan + "/approvals",
            """
            {"decision": "approve", "hash": "%s", "targetName": "production",
             "consents": ["authors.biography"], "note": "release 24"}
            """
                .formatted(hash));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
