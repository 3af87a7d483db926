package dev.plumbline.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.plumbline.drift.change.Change;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.finding.Finding;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;
import dev.plumbline.plan.Proposal;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that somebody chose badly, or on purpose, and more changes than anybody reads. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class LargeAndOddBrowserTest {
  private static final String SCRIPT = "<script>document.title='ran'</script><img src=x onerror=a>";
  private static final String RIGHT_TO_LEFT = "مقالات \u202E(حسنا) gnp.exe";
  private static final String LONG = "a_name_that_never_ends_".repeat(9).substring(0, 200);

  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  private final Story story;
  private final InMemoryPlanStore plans;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  LargeAndOddBrowserTest(Story story, InMemoryPlanStore plans) {
    this.story = story;
    this.plans = plans;
  }

  @BeforeEach
  void begin() {
    story.begin();
    plans.clear();
    story.read(STAGING, Story.snapshot("staging"));
    story.read(PRODUCTION, Story.snapshot("production"));
  }

  /** Each with what must be seen of it. */
  static List<Arguments> names() {
    return List.of(
        Arguments.of(SCRIPT, SCRIPT),
        Arguments.of(RIGHT_TO_LEFT, RIGHT_TO_LEFT.replace("\u202E", "\\u202e")),
        Arguments.of(LONG, LONG),
        // Its back-ticks make code of a part of a sentence.
        Arguments.of(SamplePlans.ODD, "| 名前 اسم 😀 <b>&"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void nameIsShownAsItIsAndDoesNothing(String name, String seen) {
    Change change = Story.changed(Severity.HIGH, name, name, name + name);
    story.compared(STAGING_TO_PRODUCTION, change, Story.added(Severity.LOW, name));
    Finding finding = story.found(STAGING_TO_PRODUCTION, PRODUCTION, change);
    Proposal proposal = SamplePlans.proposal(new UUID(4, 1), name, story.now());
    SamplePlans.sealed(plans, proposal, Severity.CRITICAL);
    for (Screen screen : List.of(Screen.PHONE, Screen.DESKTOP)) {
      BrowserWindow window = SignedInWindow.open(BROWSER, screen, url, "approver");
      for (String path :
          List.of(
              "/comparisons/staging-to-production",
              "/comparisons/staging-to-production?text=" + URLEncoder.encode(name, UTF_8),
              "/findings?environment=production",
              "/findings/" + finding.id().hex(),
              "/plans",
              "/plans/" + proposal.id(),
              "/audit")) {
        Page page = window.page();
        page.navigate(url.replaceFirst("/$", "") + path);
        page.locator("details").all().forEach(one -> one.evaluate("it => it.open = true"));

        assertThat(page.locator("main")).containsText(seen);
        assertThat(page.locator("main script, main img")).hasCount(0);
        assertThat(page.title()).as(path).endsWith("– Plumbline");
        assertThat(window.contentWidth()).as(path).isEqualTo(screen.width());
      }
      assertThat(window.consoleErrors()).isEmpty();
      assertThat(window.policyViolations()).isEmpty();
    }
  }

  /** So that a name from right to left does not turn the words around it. */
  @Test
  void nameDoesNotChangeTheOrderOfTheSentence() {
    Change change = Story.added(Severity.HIGH, RIGHT_TO_LEFT);
    story.compared(STAGING_TO_PRODUCTION, change);
    Page page =
        SignedInWindow.open(
                BROWSER, Screen.DESKTOP, url, "viewer", "/comparisons/staging-to-production")
            .page();

    assertThat(page.locator(".changes code").first()).hasCSS("unicode-bidi", "isolate");
  }

  /** Served and shown within 1 s; what makes that so is how little of it is in the page. */
  @Test
  void tenThousandChangesArePagesOfTwoHundred() {
    List<Severity> severities = List.of(Severity.values());
    story.compared(
        STAGING_TO_PRODUCTION,
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> Story.added(severities.get(i % severities.size()), "c" + i / 20 + "_" + i))
            .toArray(Change[]::new));
    BrowserWindow window =
        SignedInWindow.open(
            BROWSER, Screen.PHONE, url, "operator", "/comparisons/staging-to-production");
    Page page = window.page();

    assertThat(page.locator(".changes > li")).hasCount(200);
    assertThat(page.locator("main")).containsText("Changes 1 to 200 of 10,000");
    assertThat(page.locator(".badge.bad").first()).containsText("drifted");
    assertThat(page.content().length()).isLessThan(250_000);
    assertThat(window.contentWidth()).isEqualTo(Screen.PHONE.width());
    page.getByText("More changes").click();
    assertThat(page.locator("main")).containsText("Changes 201 to 400 of 10,000");
    page.getByLabel("Text").fill("c7_");
    page.keyboard().press("Enter");
    assertThat(page.locator(".changes > li")).hasCount(20);
  }
}
